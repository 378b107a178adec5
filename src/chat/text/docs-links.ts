/** Microsoft's own pages, where a sentence is not enough. Addresses as in the MicrosoftDocs repositories, 2026. */

export interface Link {
  title: string
  url: string
}

const learn = 'https://learn.microsoft.com'

export const docs = {
  connectGen2: {
    title: 'Connect multiple Gen 2 private clouds',
    url: `${learn}/azure/azure-vmware/native-connect-multiple-private-clouds`,
  },
  connectGen1: {
    title: 'Connect Gen 2 and Gen 1 private clouds',
    url: `${learn}/azure/azure-vmware/native-connect-private-cloud-previous-edition`,
  },
  gen2Design: {
    title: 'Design considerations for Gen 2 private clouds',
    url: `${learn}/azure/azure-vmware/native-network-design-consideration`,
  },
  peering: {
    title: 'Virtual network peering',
    url: `${learn}/azure/virtual-network/virtual-network-peering-overview`,
  },
  addressSpace: {
    title: 'Update the address space of a peered virtual network',
    url: `${learn}/azure/virtual-network/update-virtual-network-peering-address-space`,
  },
  troubleshoot: {
    title: 'Troubleshoot virtual network peering',
    url: `${learn}/troubleshoot/azure/virtual-network/virtual-network-troubleshoot-peering-issues`,
  },
} as const satisfies Record<string, Link>
