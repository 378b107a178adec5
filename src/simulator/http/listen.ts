import type { Server } from 'node:http'

/** Listens on the loopback address; port 0 takes any free one. Throws an Error with one clear sentence if the port is taken. */
export function listen(server: Server, port: number, setting: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(
              `Port ${port} (${setting}) is already in use. Stop what uses it, or set ${setting} to another port.`,
            )
          : new Error(`Port ${port} (${setting}) cannot be opened: ${error.message}.`, { cause: error }),
      )
    })
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

/** Stops at once: open connections are closed, requests in flight get no answer. */
export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
