/**
 * The https identity of the simulated Azure: a certificate authority of its own, kept in the data directory across restarts, and a
 * server certificate for this machine's loopback names that it signs afresh at each start. Nothing of it is ever trusted by the
 * system; clients are given `ca.pem`.
 */
import { X509Certificate } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generate } from 'selfsigned'

const dayMs = 24 * 60 * 60 * 1000
const authorityDays = 10 * 365
const serverDays = 90
/** An authority with less than this left is replaced, so that it outlives the server certificates it signs. */
const renewBeforeDays = serverDays + 1

export interface ServerCertificate {
  /** Where the authority's certificate is, for clients. */
  caFile: string
  ca: string
  key: string
  cert: string
}

/** Makes the server certificate, and the authority if there is none that is still good. */
export async function serverCertificate(directory: string, now: Date): Promise<ServerCertificate> {
  const caFile = join(directory, 'ca.pem')
  const ca = await authority(directory, caFile, now)
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(now.getTime() - dayMs),
    notAfterDate: new Date(now.getTime() + serverDays * dayMs),
    ca,
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
          { type: 7, ip: '::1' },
        ],
      },
    ],
  })
  return { caFile, ca: ca.cert, key, cert }
}

async function authority(directory: string, caFile: string, now: Date): Promise<{ key: string; cert: string }> {
  const keyFile = join(directory, 'ca-key.pem')
  if (existsSync(caFile) && existsSync(keyFile)) {
    const cert = readFileSync(caFile, 'utf8')
    const key = readFileSync(keyFile, 'utf8')
    const goodUntil = new X509Certificate(cert).validToDate.getTime()
    if (goodUntil - now.getTime() > renewBeforeDays * dayMs) return { key, cert }
  }
  const made = await generate([{ name: 'commonName', value: 'Simulated Azure of Peerbot' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(now.getTime() - dayMs),
    notAfterDate: new Date(now.getTime() + authorityDays * dayMs),
    extensions: [
      { name: 'basicConstraints', cA: true, pathLenConstraint: 0, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  })
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  // The key first: a certificate without its key would be useless, and is made again.
  writeWhole(keyFile, made.private)
  writeWhole(caFile, made.cert)
  return { key: made.private, cert: made.cert }
}

function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}
