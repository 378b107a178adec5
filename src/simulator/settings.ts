import { join, resolve } from 'node:path'
import { z } from 'zod/v4'
import type { ArmSettings } from './arm/context.ts'

/** What the environment says about the simulated Azure. */
export interface SimulatorSettings {
  port: number
  identityPort: number
  dataDirectory: string
  estate: string
  faultsFile: string | null
  /** Null: no log. */
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | null
  arm: ArmSettings
}

const whole = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must be from ${least} to ${most}`)

const port = whole(0, 65535)
const flag = z.enum(['0', '1'], 'must be 0 or 1').transform((value) => value === '1')

const shape = z.object({
  SIMULATOR_PORT: port.prefault('8443'),
  SIMULATOR_IDENTITY_PORT: port.prefault('8444'),
  SIMULATOR_ESTATE: z.string().default('demo/estate.yaml'),
  SIMULATOR_OPERATION_MS: whole(0, 86_400_000).prefault('1500'),
  SIMULATOR_RETRY_AFTER: whole(1, 3600).prefault('1'),
  SIMULATOR_DATA_DIR: z.string().optional(),
  PEERBOT_DATA_DIR: z.string().default('.peerbot'),
  SIMULATOR_FAULTS: z.string().optional(),
  SIMULATOR_LOG: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace'], 'must be a level such as info')
    .optional(),
  SIMULATOR_PAGE_SIZE: whole(1, 10_000).prefault('100'),
  SIMULATOR_VNET_LOCKS: flag.prefault('1'),
  SIMULATOR_THROTTLING: flag.prefault('0'),
})

/**
 * Reads the SIMULATOR_* variables; an empty one counts as unset. Beyond those that the README names: SIMULATOR_LOG (a level; unset =
 * no log), SIMULATOR_PAGE_SIZE (items per page), SIMULATOR_VNET_LOCKS (0 = writes never get in each other's way),
 * SIMULATOR_THROTTLING (1 = an empty token bucket answers 429). Throws one Error that lists every mistake.
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): SimulatorSettings {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = shape.safeParse(given)
  if (!parsed.success) {
    const mistakes = parsed.error.issues.map((issue) => `  ${issue.path.join('.')} ${issue.message}`)
    throw new Error(['The simulated Azure cannot start with these settings:', ...mistakes].join('\n'))
  }
  const values = parsed.data
  return {
    port: values.SIMULATOR_PORT,
    identityPort: values.SIMULATOR_IDENTITY_PORT,
    dataDirectory: resolve(values.SIMULATOR_DATA_DIR ?? join(values.PEERBOT_DATA_DIR, 'azure')),
    estate: resolve(values.SIMULATOR_ESTATE),
    faultsFile: values.SIMULATOR_FAULTS ?? null,
    logLevel: values.SIMULATOR_LOG ?? null,
    arm: {
      operationMs: values.SIMULATOR_OPERATION_MS,
      retryAfterSeconds: values.SIMULATOR_RETRY_AFTER,
      pageSize: values.SIMULATOR_PAGE_SIZE,
      vnetLocks: values.SIMULATOR_VNET_LOCKS,
      throttling: values.SIMULATOR_THROTTLING,
    },
  }
}
