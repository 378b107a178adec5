/** What `npm run demo` is told by the environment: ports, folders, with or without the Teams windows. */
import { join, resolve } from 'node:path'
import { z } from 'zod/v4'

const port = (otherwise: number) =>
  z
    .string()
    .refine((text) => /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535, {
      error: 'must be a port number, 1 to 65535',
    })
    .transform(Number)
    .default(otherwise)

const environment = z.object({
  PORT: port(3978),
  SIMULATOR_PORT: port(8443),
  SIMULATOR_IDENTITY_PORT: port(8444),
  PEERBOT_PLAYGROUND: z.enum(['0', '1'], 'must be 0 or 1').default('1'),
  PEERBOT_PLAYGROUND_PORT: port(56150),
  PEERBOT_DATA_DIR: z.string().min(1).default('.peerbot'),
  SIMULATOR_DATA_DIR: z.string().min(1).optional(),
  PEERBOT_POLICY: z.string().min(1).optional(),
  SIMULATOR_ESTATE: z.string().min(1).optional(),
})

export interface DemoSettings {
  /** The checkout: where dist/, demo/ and node_modules/ are. */
  root: string
  botPort: number
  azurePort: number
  identityPort: number
  /** The first of three neighbouring ports; null where the demo runs without Teams windows. */
  playgroundPort: number | null
  dataDirectory: string
  azureDirectory: string
  logDirectory: string
  policy: string
  estate: string
}

/** Gives the settings, or every mistake as a sentence that begins with the variable. Empty variables count as unset. */
export function readSettings(
  root: string,
  env: Record<string, string | undefined>,
): { ok: true; settings: DemoSettings } | { ok: false; mistakes: string[] } {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const read = environment.safeParse(set)
  if (!read.success)
    return { ok: false, mistakes: read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}.`) }
  const known = read.data
  const dataDirectory = resolve(root, known.PEERBOT_DATA_DIR)
  return {
    ok: true,
    settings: {
      root,
      botPort: known.PORT,
      azurePort: known.SIMULATOR_PORT,
      identityPort: known.SIMULATOR_IDENTITY_PORT,
      playgroundPort: known.PEERBOT_PLAYGROUND === '1' ? known.PEERBOT_PLAYGROUND_PORT : null,
      dataDirectory,
      azureDirectory: resolve(root, known.SIMULATOR_DATA_DIR ?? join(dataDirectory, 'azure')),
      logDirectory: join(dataDirectory, 'logs'),
      policy: resolve(root, known.PEERBOT_POLICY ?? 'demo/policy.yaml'),
      estate: resolve(root, known.SIMULATOR_ESTATE ?? 'demo/estate.yaml'),
    },
  }
}
