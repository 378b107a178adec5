import { cannotReadSentence, cannotReadSubscription } from '../chat/text/faults.ts'
import { observeWhatCanBe, type PartlyObserved } from '../clouds/observe.ts'
import type { PrivateCloud } from '../peering/model.ts'
import type { CommandRoom } from './command.ts'

/**
 * Observes private clouds for an answer that changes nothing. What could not be read, VNets now and subscriptions when
 * the list was read, is in `remarks`, a sentence each. Throws `AzureFault` if no VNet could be read.
 */
export async function observeToShow(
  clouds: readonly PrivateCloud[],
  room: Pick<CommandRoom, 'clouds' | 'reader' | 'log'>,
): Promise<PartlyObserved & { remarks: string[] }> {
  const { observed, unreadable } = await observeWhatCanBe(clouds, room.reader)
  for (const { cloud, fault } of unreadable) {
    room.log.warn({ cloudId: cloud.id, code: fault.code, err: fault }, 'the VNet of a private cloud cannot be read')
  }
  const subscriptions = room.clouds.unreadable()
  const remarks = [
    ...subscriptions.map(({ subscriptionId, fault }) => cannotReadSubscription(subscriptionId, fault.code)),
    ...unreadable.map(({ cloud, fault }) => cannotReadSentence(cloud.name, fault.code)),
  ]
  return { observed, unreadable, remarks }
}
