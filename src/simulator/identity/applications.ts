import { seededGuid } from '../estate/seeded-guid.ts'
import type { EstateView } from '../state/view.ts'
import type { TokenSubject } from './token.ts'

/** The identity that an App Service without further word would use: the estate's managed one, or one made for its first tenant. */
export function defaultManagedIdentity(view: EstateView): TokenSubject {
  const application = view.list('applications').find(({ managedIdentity }) => managedIdentity)
  if (application !== undefined) return application
  const tenantId = view.list('tenants')[0]?.tenantId ?? seededGuid('tenant')
  return { tenantId, clientId: seededGuid(`${tenantId} client`), objectId: seededGuid(`${tenantId} object`) }
}

/** The subject for a client id; one that the estate does not list is taken to exist, with an object id made from its name. */
export function subjectOf(view: EstateView, clientId: string, tenantId: string): TokenSubject {
  const application = view.get('applications', clientId)
  return { tenantId, clientId, objectId: application?.objectId ?? seededGuid(`${clientId} object`) }
}

/** The subject for an object id, as `object_id` asks the managed-identity endpoint for it. */
export function subjectByObjectId(view: EstateView, objectId: string, tenantId: string): TokenSubject {
  const application = view.list('applications').find((one) => one.objectId.toLowerCase() === objectId.toLowerCase())
  return application ?? { tenantId, clientId: seededGuid(`${objectId} client`), objectId }
}
