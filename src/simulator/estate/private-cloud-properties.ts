import { createHash } from 'node:crypto'
import ipaddr from 'ipaddr.js'
import type { EstateCloud } from './estate-file.ts'

/**
 * The `properties` of a private cloud, made from the estate: shape, order and values after the REST spec's examples
 * PrivateClouds_CreateOrUpdate_FleetNative (Gen 2) and PrivateClouds_Get (Gen 1).
 */
export function privateCloudProperties(cloud: EstateCloud, virtualNetworkId: string | null): Record<string, unknown> {
  return cloud.generation === 2 ? generation2(cloud, virtualNetworkId) : generation1(cloud)
}

function generation2(cloud: EstateCloud, virtualNetworkId: string | null): Record<string, unknown> {
  const at = (offset: number) => addressAt(cloud.networkBlock, offset)
  return {
    availability: { strategy: 'SingleZone' },
    dnsZoneType: 'Private',
    encryption: { status: 'Disabled' },
    endpoints: endpoints(cloud, { hcx: at(37), nsx: at(4), vcenter: at(36) }),
    externalCloudLinks: [],
    identitySources: [],
    internet: 'Disabled',
    managementCluster: {
      clusterId: 1,
      clusterSize: cloud.hosts,
      hosts: hosts(cloud),
      provisioningState: cloud.provisioningState,
      vsanDatastoreName: 'vsanDatastore',
    },
    managementNetwork: `${at(0)}/26`,
    networkBlock: cloud.networkBlock,
    nsxPublicIpQuotaRaised: 'Disabled',
    provisioningState: cloud.provisioningState,
    virtualNetworkId,
    vmotionNetwork: `${at(512)}/24`,
    vcfLicense: {
      kind: 'vcf5',
      endDate: '2027-12-31T23:59:59Z',
      cores: cloud.hosts * 64,
      provisioningState: 'Succeeded',
    },
  }
}

function generation1(cloud: EstateCloud): Record<string, unknown> {
  const at = (offset: number) => addressAt(cloud.networkBlock, offset)
  const circuit = `tnt${hash(cloud.name).slice(0, 2)}-${cloud.name.toLowerCase()}-${cloud.region}`
  return {
    availability: { strategy: 'SingleZone', zone: 1 },
    networkBlock: cloud.networkBlock,
    managementNetwork: `${at(0)}/26`,
    provisioningNetwork: `${at(64)}/26`,
    vmotionNetwork: `${at(128)}/25`,
    circuit: {
      expressRouteID: `/subscriptions/${cloud.subscription}/resourceGroups/${circuit}/providers/Microsoft.Network/expressroutecircuits/${circuit}-xconnect`,
      primarySubnet: `${at(256)}/30`,
      secondarySubnet: `${at(260)}/30`,
      expressRoutePrivatePeeringID: `/subscriptions/${cloud.subscription}/resourceGroups/${circuit}/providers/Microsoft.Network/expressroutecircuits/${circuit}-er/peerings/AzurePrivatePeering`,
    },
    managementCluster: {
      clusterId: 1,
      clusterSize: cloud.hosts,
      hosts: hosts(cloud),
      provisioningState: cloud.provisioningState,
      vsanDatastoreName: 'vsanDatastore',
    },
    encryption: { status: 'Disabled' },
    endpoints: endpoints(cloud, { hcx: at(9), nsx: at(3), vcenter: at(2) }),
    externalCloudLinks: [],
    identitySources: [],
    internet: 'Disabled',
    nsxPublicIpQuotaRaised: 'Disabled',
    provisioningState: cloud.provisioningState,
  }
}

function endpoints(cloud: EstateCloud, ips: { hcx: string; nsx: string; vcenter: string }): Record<string, string> {
  const domain = `${hash(cloud.name).slice(0, 22)}.${cloud.region}.avs.azure.com`
  return {
    hcxCloudManager: `https://hcx.${domain}/`,
    hcxCloudManagerIp: ips.hcx,
    nsxtManager: `https://nsx.${domain}/`,
    nsxtManagerIp: ips.nsx,
    vcenterIp: ips.vcenter,
    vcsa: `https://vc.${domain}/`,
  }
}

function hosts(cloud: EstateCloud): string[] {
  const domain = `${hash(cloud.name).slice(0, 22)}.${cloud.region}.avs.azure.com`
  return Array.from({ length: cloud.hosts }, (_, index) => `esx${String(index + 1).padStart(2, '0')}-r01.${domain}`)
}

/** The subnets that AVS makes in the VNet of a Gen 2 private cloud, laid out in its /22 (Microsoft docs, native network design). */
export function generation2Subnets(networkBlock: string): { name: string; prefix: string }[] {
  const layout = [
    ['avs-nsx', 0, 27],
    ['avs-mgmt', 32, 27],
    ['avs-vnet-sync', 64, 27],
    ['avs-services', 96, 27],
    ['avs-nsx-gw', 128, 27],
    ['avs-nsx-gw-1', 160, 27],
    ['avs-network-infra-gw', 192, 26],
    ['esx-mgmt-vmk1', 256, 25],
    ['esx-vmotion-vmk2', 512, 25],
    ['esx-vsan-vmk3', 640, 25],
  ] as const
  return layout.map(([name, offset, length]) => ({ name, prefix: `${addressAt(networkBlock, offset)}/${length}` }))
}

/** The address at an offset into an IPv4 block; stays within the block, whatever its size. */
function addressAt(block: string, offset: number): string {
  const [address, length] = ipaddr.parseCIDR(block)
  const [a = 0, b = 0, c = 0, d = 0] = address.toByteArray()
  const start = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0
  const value = start + (offset % 2 ** (32 - length))
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.')
}

const hash = (text: string): string => createHash('sha256').update(text.toLowerCase()).digest('hex')
