/** What all clients of the SDKs have in common. */
import type { Logger } from 'pino'
import { answerInTimePolicy } from './answer-in-time.ts'
import { keepErrorBodyPolicy } from './keep-error-body.ts'
import { logExchangePolicy } from './log-exchange.ts'
import { ownHostOnlyPolicy } from './own-host-only.ts'

export interface ArmSettings {
  /** ARM's address, `https://management.azure.com` in the public cloud. https only: tokens are not sent otherwise. */
  endpoint: string
  /** What tokens are asked for, `https://management.azure.com` in the public cloud. */
  audience: string
  /** PEM of the authority that signed the endpoint's certificate; null = those that Node trusts. */
  ca: string | null
  /** How long one try of one request may take, and how long a token. */
  requestTimeoutMs: number
}

export type ClientOptions = ReturnType<typeof clientOptions>

/**
 * Options for arm-network, arm-avs and core-client alike. `maxRetries` counts tries after the first (of 408, 429 with
 * Retry-After, 5xx and network errors; the SDK waits as long as Retry-After says).
 */
export function clientOptions(settings: ArmSettings, log: Logger, maxRetries: number) {
  const scopes = [`${settings.audience}/.default`]
  return {
    endpoint: settings.endpoint,
    // arm-avs reads the first, arm-network the second.
    credentialScopes: scopes,
    credentials: { scopes },
    ...(settings.ca ? { tlsOptions: { ca: settings.ca } } : {}),
    retryOptions: { maxRetries },
    additionalPolicies: [
      { policy: keepErrorBodyPolicy(), position: 'perCall' as const },
      { policy: ownHostOnlyPolicy(settings.endpoint), position: 'perRetry' as const },
      { policy: answerInTimePolicy(settings.requestTimeoutMs), position: 'perRetry' as const },
      { policy: logExchangePolicy(log), position: 'perRetry' as const },
    ],
  }
}
