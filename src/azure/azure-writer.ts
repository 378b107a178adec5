/** Writes and removes peerings. Only ever the peering, a child of the VNet; the VNet itself is never written. */
import { setTimeout as wait } from 'node:timers/promises'
import { type NetworkManagementClient, restorePoller } from '@azure/arm-network'
import { AzureFault } from '../peering/azure-fault.ts'
import { parseResourceId } from '../peering/resource-id.ts'
import type { AzureOperation, AzureWriter, PeeringTarget, PeeringWrite, WriteOptions } from '../runs/ports.ts'
import { classifyFault } from './classify-fault.ts'
import type { NetworkClients } from './network-clients.ts'
import { type OperationState, readState, writeState } from './operation-state.ts'
import { retryAfterMs } from './retry-after.ts'

export interface WriterClients {
  /** Without retries: what may be sent again is decided by the run. */
  writing: NetworkClients
  /** With retries: asking how an operation goes changes nothing. */
  polling: NetworkClients
}

/** `pollIntervalMs` counts where Azure sends no Retry-After. */
export function azureWriter(clients: WriterClients, pollIntervalMs: number): AzureWriter {
  return {
    beginPut: async (write, options) => {
      const at = networkAt(write)
      const { virtualNetworkPeerings: peerings } = clients.writing(at.subscriptionId)
      const sync = write.syncRemoteAddressSpace ? { syncRemoteAddressSpace: 'true' } : {}
      return begin({ ...write, kind: 'put' }, options, (sending) =>
        peerings.createOrUpdate(at.resourceGroup, at.name, write.peeringName, bodyOf(write), { ...sending, ...sync }),
      )
    },

    beginDelete: async (target, options) => {
      const at = networkAt(target)
      const { virtualNetworkPeerings: peerings } = clients.writing(at.subscriptionId)
      try {
        return await begin({ ...target, kind: 'delete' }, options, (sending) =>
          peerings.delete(at.resourceGroup, at.name, target.peeringName, sending),
        )
      } catch (error) {
        const gone = error instanceof AzureFault && error.status === 404 && error.code !== 'SubscriptionNotFound'
        if (!gone) throw error
        const { networkId, peeringName } = target
        return operation({ kind: 'delete', networkId, peeringName, poller: null }, 0)
      }
    },

    resume: async (state) => operation(readState(state), 0),
  }

  /** Sends the write and returns once ARM has answered; `send` is given what every write is sent with. */
  async function begin(
    target: PeeringTarget & Pick<OperationState, 'kind'>,
    { signal }: WriteOptions,
    send: (sending: Sending) => Poller,
  ): Promise<AzureOperation> {
    let firstWaitMs = 0
    try {
      const poller = send({
        abortSignal: signal,
        onResponse: (raw) => {
          firstWaitMs = retryAfterMs(raw.headers) ?? 0
        },
      })
      await poller.submitted()
      const { status, error } = poller.operationState ?? {}
      if (error) throw error
      const { kind, networkId, peeringName } = target
      const left = status === 'succeeded' ? null : await poller.serialize()
      return operation({ kind, networkId, peeringName, poller: left }, firstWaitMs)
    } catch (error) {
      throw classifyFault(error) ?? error
    }
  }

  /** The SDK would poll at once; Azure asks in its first answer already to wait. */
  function operation(state: OperationState, firstWaitMs: number): AzureOperation {
    return {
      state: writeState(state),
      finish: async ({ signal }) => {
        if (state.poller === null) return
        if (firstWaitMs > 0) await wait(firstWaitMs, undefined, { signal })
        try {
          const client = clients.polling(networkAt(state).subscriptionId)
          const poller = restored(client, state.kind, state.poller, {
            abortSignal: signal,
            updateIntervalInMs: pollIntervalMs,
          })
          await poller.pollUntilDone({ abortSignal: signal })
        } catch (error) {
          throw forgotten(classifyFault(error)) ?? error
        }
      },
    }
  }
}

/** The part of core-lro's poller that is used. */
interface Poller {
  operationState: { status: string; error?: Error } | undefined
  submitted(): Promise<void>
  serialize(): Promise<string>
  pollUntilDone(options: { abortSignal: AbortSignal }): Promise<unknown>
}

interface Sending {
  abortSignal: AbortSignal
  onResponse: (raw: { headers: { get(name: string): string | undefined } }) => void
}

function restored(
  client: NetworkManagementClient,
  kind: OperationState['kind'],
  state: string,
  options: { abortSignal: AbortSignal; updateIntervalInMs: number },
): Poller {
  const { createOrUpdate, delete: remove } = client.virtualNetworkPeerings
  return kind === 'put'
    ? restorePoller(client, state, createOrUpdate, options)
    : restorePoller(client, state, remove, options)
}

/**
 * ARM forgets operations after a while, and a peering may have been removed before its PUT was seen to end. Either way
 * the answer is in the resource, not here: worth another look, so a retry.
 */
function forgotten(fault: AzureFault | null): AzureFault | null {
  if (fault?.status !== 404) return fault
  return new AzureFault({
    code: 'OperationNotFound',
    message: fault.message,
    faultClass: 'retry',
    status: 404,
    cause: fault,
  })
}

/** All four flags every time: what is left out has a default, and defaults differ between Azure's own tools. */
function bodyOf({ remoteNetworkId, flags }: PeeringWrite) {
  return {
    remoteVirtualNetwork: { id: remoteNetworkId },
    allowVirtualNetworkAccess: flags.allowVirtualNetworkAccess,
    allowForwardedTraffic: flags.allowForwardedTraffic,
    allowGatewayTransit: flags.allowGatewayTransit,
    useRemoteGateways: flags.useRemoteGateways,
  }
}

function networkAt({ networkId }: Pick<PeeringTarget, 'networkId'>) {
  const at = parseResourceId(networkId)
  if (at) return at
  throw new AzureFault({ code: 'InvalidResourceId', message: `No resource id: ${networkId}`, faultClass: 'give-up' })
}
