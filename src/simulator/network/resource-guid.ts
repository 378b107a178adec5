/**
 * The `resourceGuid` of a peering: the exclusive or of the guids of the two VNets, so that both sides carry the same value and a
 * peering that is made again between the same VNets gets the same one. Recorded by azure-cli (2021, test_network_vnet_peering):
 * VNets 5445ba7f-2d41-4e8a-b237-abbbdbcb55f7 and 665fb33d-c8a6-45e4-8919-1dd3a374a17a, peerings 321a0942-e5e7-0b6e-3b2e-b66878bff48d.
 */
export function peeringGuid(first: string, second: string): string {
  const [a, b] = [first, second].map((guid) => BigInt(`0x${guid.replaceAll('-', '')}`))
  if (a === undefined || b === undefined) throw new Error('Two guids are needed.')
  const hex = (a ^ b).toString(16).padStart(32, '0')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
