import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The key that signs tokens (RS256), and its public half as clients find it in the JWKS. */
export interface SigningKey {
  id: string
  privateKey: KeyObject
  publicKey: KeyObject
  jwk: Record<string, unknown>
}

/** Reads the signing key of a data directory; makes it at the first start, so that tokens outlive a restart. */
export function signingKey(directory: string): SigningKey {
  const file = join(directory, 'token-key.pem')
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    writeFileSync(`${file}.new`, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
    renameSync(`${file}.new`, file)
  }
  const privateKey = createPrivateKey(readFileSync(file))
  const publicKey = createPublicKey(privateKey)
  const id = createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64url')
    .slice(0, 27)
  return { id, privateKey, publicKey, jwk: { ...publicKey.export({ format: 'jwk' }), use: 'sig', kid: id, x5t: id } }
}
