/** How the bot is configured in the demo: the same parts, with the simulated Azure and no credentials towards Teams. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CommonConfig, type Environment, type Read, readCommonConfig } from '../config/environment.ts'

/** The tenant of the demo's people, and the bot's id there. */
const tenantId = '10000000-0000-4000-8000-000000000001'

export interface DemoConfig extends CommonConfig {
  tenants: readonly string[]
  azure: { endpoint: string; ca: string; identityEndpoint: string }
}

export function isDemo(environment: Environment): boolean {
  return environment.PEERBOT_DEMO === '1'
}

export function readDemoConfig(environment: Environment): Read<DemoConfig> {
  const common = readCommonConfig({ PEERBOT_POLICY: 'demo/policy.yaml', ...environment })
  if (!common.ok) return common
  const { SIMULATOR_PORT = '8443', SIMULATOR_IDENTITY_PORT = '8444' } = environment
  const directory = environment.SIMULATOR_DATA_DIR ?? join(common.config.dataDirectory, 'azure')
  const ca = join(directory, 'ca.pem')
  if (!existsSync(ca))
    return { ok: false, mistakes: [`${ca}: not there yet. Start the simulated Azure first: npm run simulator.`] }
  return {
    ok: true,
    config: {
      ...common.config,
      tenants: [tenantId],
      azure: {
        endpoint: `https://127.0.0.1:${SIMULATOR_PORT}`,
        ca: readFileSync(ca, 'utf8'),
        identityEndpoint: `http://127.0.0.1:${SIMULATOR_IDENTITY_PORT}/msi/token`,
      },
    },
  }
}
