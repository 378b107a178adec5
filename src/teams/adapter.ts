/** The Bot Framework adapter: who may talk to us, and as whom we talk to Teams. */
import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type InvokeResponse,
  type TurnContext,
} from 'botbuilder'
import {
  CertificateServiceClientCredentialsFactory,
  JwtTokenProviderFactory,
  ManagedIdentityServiceClientCredentialsFactory,
  PasswordServiceClientCredentialFactory,
  type ServiceClientCredentialsFactory,
} from 'botframework-connector'

/** How the bot proves who it is. `none` = unauthenticated, for the demo on loopback only. */
export type BotIdentity =
  | { kind: 'none' }
  | { kind: 'managed-identity'; appId: string; tenantId: string }
  | { kind: 'secret'; appId: string; tenantId: string; password: string }
  | { kind: 'certificate'; appId: string; tenantId: string; pem: string }

/** Opens `processActivity` to the door (`door.ts`), which answers HTTP itself: `process` would echo our errors. */
export class PeerbotAdapter extends CloudAdapter {
  receive(
    authorization: string,
    activity: Activity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    return this.processActivity(authorization, activity, logic)
  }
}

export function createAdapter(identity: BotIdentity): PeerbotAdapter {
  const appId =
    identity.kind === 'none' ? {} : { MicrosoftAppId: identity.appId, MicrosoftAppTenantId: identity.tenantId }
  const type = identity.kind === 'managed-identity' ? 'UserAssignedMSI' : 'SingleTenant'
  const authentication = new ConfigurationBotFrameworkAuthentication(
    identity.kind === 'none' ? {} : { ...appId, MicrosoftAppType: type },
    credentials(identity),
  )
  return new PeerbotAdapter(authentication)
}

function credentials(identity: BotIdentity): ServiceClientCredentialsFactory {
  switch (identity.kind) {
    case 'none':
      return new PasswordServiceClientCredentialFactory('', '')
    case 'managed-identity':
      return new ManagedIdentityServiceClientCredentialsFactory(identity.appId, new JwtTokenProviderFactory())
    case 'secret':
      return new PasswordServiceClientCredentialFactory(identity.appId, identity.password, identity.tenantId)
    case 'certificate':
      // The file holds certificate and private key, both as PEM.
      return new CertificateServiceClientCredentialsFactory(
        identity.appId,
        identity.pem,
        identity.pem,
        identity.tenantId,
      )
  }
}
