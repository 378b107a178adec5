// Loaded into the Agents Playground (node --import), which would listen on every interface and asks nobody who they are.
// With this, its ports are opened on the loopback address only.
import { Server } from 'node:net'

const listen = Server.prototype.listen

function listenOnLoopback(this: Server, ...given: unknown[]): Server {
  const [port, ...rest] = given
  if (typeof port !== 'number' || typeof rest[0] === 'string') return Reflect.apply(listen, this, given)
  const callback = rest.find((value) => typeof value === 'function')
  return Reflect.apply(listen, this, [{ port, host: '127.0.0.1' }, callback])
}

Server.prototype.listen = listenOnLoopback
