/** The environment, read once: every variable checked, all mistakes reported together, secrets never printed. */
import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod/v4'

export type Environment = Readonly<Record<string, string | undefined>>

/** Who the bot is towards Teams. */
export type BotIdentity =
  | { kind: 'managed-identity'; appId: string; tenantId: string }
  | { kind: 'secret'; appId: string; tenantId: string; password: string }
  | { kind: 'certificate'; appId: string; tenantId: string; pem: string }

export interface CommonConfig {
  port: number
  dataDirectory: string
  database: { kind: 'embedded'; directory: string } | { kind: 'postgres'; url: string }
  policyFile: string
  logLevel: string
}

export interface BotConfig extends CommonConfig {
  identity: BotIdentity
  /** Tenants that may talk to the bot, lower case. */
  tenants: readonly string[]
  subscriptions: readonly string[] | 'all'
  publicUrl: string | null
  /** Login of the Azure CLI: for work at a developer's machine, never by itself. */
  azureCli: boolean
  authority: { host: string; instanceDiscovery: boolean } | null
}

export type Read<T> = { ok: true; config: T } | { ok: false; mistakes: string[] }

const guid = z.guid('must be a GUID such as 10000000-0000-4000-8000-000000000001').transform((id) => id.toLowerCase())
const guidList = z
  .string()
  .transform((list) => list.split(/[\s,]+/).filter((item) => item !== ''))
  .pipe(z.array(guid).min(1, 'must name at least one'))

const defaultPolicyFile = 'peerbot.policy.yaml'

const common = z.object({
  PORT: z.coerce.number('must be a port number').int().min(0).max(65_535).default(3978),
  PEERBOT_DATA_DIR: z.string().default('.peerbot'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgresql://')
    .optional(),
  PEERBOT_POLICY: z.string().default(defaultPolicyFile),
  PEERBOT_LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error'], 'must be trace, debug, info, warn or error')
    .default('info'),
})

const bot = common.extend({
  BOT_ID: guid,
  BOT_TENANT_ID: guid,
  BOT_TYPE: z
    .enum(['UserAssignedMSI', 'SingleTenant'], 'must be UserAssignedMSI or SingleTenant')
    .default('UserAssignedMSI'),
  BOT_PASSWORD: z.string().optional(),
  BOT_CERTIFICATE_PATH: z.string().optional(),
  PEERBOT_TENANTS: guidList.optional(),
  PEERBOT_SUBSCRIPTIONS: guidList.optional(),
  PEERBOT_PUBLIC_URL: z.url({ protocol: /^https$/, error: 'must be an https address' }).optional(),
  PEERBOT_AZURE_CLI: z.enum(['0', '1'], 'must be 0 or 1').default('0'),
  AZURE_AUTHORITY_HOST: z.url({ protocol: /^https$/, error: 'must be an https address' }).optional(),
})

/** Which policy file is meant, also where the rest of the configuration is wrong. */
export function policyFileOf({ PEERBOT_POLICY: file }: Environment): string {
  return file?.trim() || defaultPolicyFile
}

/** What every way to start needs: ports, folders, database, policy. */
export function readCommonConfig(environment: Environment): Read<CommonConfig> {
  const read = common.safeParse(withoutEmpty(environment))
  return read.success
    ? { ok: true, config: commonFrom(read.data) }
    : { ok: false, mistakes: mistakesOf(read.error, environment) }
}

/** The configuration of the bot against real Teams and real Azure. */
export function readBotConfig(environment: Environment): Read<BotConfig> {
  const read = bot.safeParse(withoutEmpty(environment))
  const common = readCommonConfig(environment)
  const contradictions = contradictionsIn(withoutEmpty(environment))
  if (!read.success) return { ok: false, mistakes: [...mistakesOf(read.error, environment), ...contradictions] }
  if (!common.ok || contradictions.length > 0) return { ok: false, mistakes: contradictions }
  const known = read.data
  return {
    ok: true,
    config: {
      ...common.config,
      identity: identityFrom(known),
      tenants: known.PEERBOT_TENANTS ?? [known.BOT_TENANT_ID],
      subscriptions: known.PEERBOT_SUBSCRIPTIONS ?? 'all',
      publicUrl: known.PEERBOT_PUBLIC_URL ?? null,
      azureCli: known.PEERBOT_AZURE_CLI === '1',
      authority: known.AZURE_AUTHORITY_HOST ? { host: known.AZURE_AUTHORITY_HOST, instanceDiscovery: true } : null,
    },
  }
}

/** An empty variable counts as unset. */
function withoutEmpty(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()))
}

function commonFrom(known: z.infer<typeof common>): CommonConfig {
  return {
    port: known.PORT,
    dataDirectory: known.PEERBOT_DATA_DIR,
    database: known.DATABASE_URL
      ? { kind: 'postgres', url: known.DATABASE_URL }
      : { kind: 'embedded', directory: `${known.PEERBOT_DATA_DIR}/database` },
    policyFile: known.PEERBOT_POLICY,
    logLevel: known.PEERBOT_LOG_LEVEL,
  }
}

/** Variables that do not go together, or name a file that cannot be read. */
function contradictionsIn(environment: Environment): string[] {
  const { BOT_TYPE: type = 'UserAssignedMSI', BOT_PASSWORD: password, BOT_CERTIFICATE_PATH: path } = environment
  const mistakes: string[] = []
  if (type === 'UserAssignedMSI' && (password || path))
    mistakes.push(
      'BOT_TYPE: UserAssignedMSI needs no secret. Remove BOT_PASSWORD and BOT_CERTIFICATE_PATH, or set BOT_TYPE=SingleTenant.',
    )
  if (type === 'SingleTenant' && !password && !path)
    mistakes.push('BOT_TYPE: SingleTenant needs BOT_PASSWORD or BOT_CERTIFICATE_PATH.')
  if (password && path) mistakes.push('BOT_PASSWORD: set this or BOT_CERTIFICATE_PATH, not both.')
  if (path && !existsSync(path)) mistakes.push('BOT_CERTIFICATE_PATH: there is no such file.')
  return mistakes
}

function identityFrom(known: z.infer<typeof bot>): BotIdentity {
  const { BOT_ID: appId, BOT_TENANT_ID: tenantId } = known
  if (known.BOT_TYPE === 'UserAssignedMSI') return { kind: 'managed-identity', appId, tenantId }
  return known.BOT_CERTIFICATE_PATH
    ? { kind: 'certificate', appId, tenantId, pem: readFileSync(known.BOT_CERTIFICATE_PATH, 'utf8') }
    : { kind: 'secret', appId, tenantId, password: known.BOT_PASSWORD ?? '' }
}

/** One sentence for each, beginning with the variable. What was given is not repeated: it may be a secret. */
function mistakesOf(error: z.ZodError, environment: Environment): string[] {
  return error.issues.map((issue) => {
    const variable = String(issue.path[0])
    return `${variable}: ${!environment[variable]?.trim() ? 'is required; .env.sample says where to find it' : issue.message}.`
  })
}
