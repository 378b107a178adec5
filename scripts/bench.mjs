// The benchmarks: side by side in one run, as ratios. Prints a table and writes bench-results.json.
// Wall-clock times depend on the machine; the ratios are what to compare.
import { writeFileSync } from 'node:fs'
import { planConnect } from '../dist/src/peering/plan-connect.js'
import { overlappingPrefixes } from '../dist/src/peering/prefixes.js'

/** The median of some runs, in milliseconds, after one that warms up. */
function medianMs(runs, work) {
  work()
  const times = Array.from({ length: runs }, () => {
    const start = performance.now()
    work()
    return performance.now() - start
  })
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)]
}

const prefixesOf = (place, count) =>
  Array.from({ length: count }, (_, index) => {
    const number = place * count + index
    return `${10 + (number >> 16)}.${(number >> 8) & 255}.${number & 255}.0/24`
  })

function observed(place) {
  const name = `cloud${place}`
  const group = `/subscriptions/s/resourceGroups/rg-${name}/providers`
  const id = `${group}/Microsoft.Network/virtualNetworks/vnet-${name}`
  return {
    cloud: {
      id: `${group}/Microsoft.AVS/privateClouds/${name}`,
      name,
      resourceGroup: `rg-${name}`,
      subscriptionId: 's',
      location: 'uksouth',
      provisioningState: 'Succeeded',
      virtualNetworkId: id,
      tags: {},
    },
    network: {
      id,
      name: `vnet-${name}`,
      location: 'uksouth',
      provisioningState: 'Succeeded',
      resourceGuid: `guid-${place}`,
      addressPrefixes: prefixesOf(place, 4),
      peerings: [],
    },
  }
}

const rows = []
function add(what, size, ms, base) {
  rows.push({ what, size, ms: Number(ms.toFixed(3)), ratio: Number((ms / base).toFixed(2)) })
}

// Prefixes of one network against those of everything else: the ratio is to the time at a tenth of the size.
let before = null
for (const size of [100, 1_000, 10_000]) {
  const [mine, theirs] = [prefixesOf(0, size), prefixesOf(1, size)]
  const ms = medianMs(5, () => overlappingPrefixes(mine, theirs))
  add('overlap of two lists of prefixes', size, ms, before ?? ms)
  before = ms
}

// A full mesh: the ratio is to the time per connection at 10 clouds.
let perConnection = null
for (const clouds of [10, 20, 40, 100]) {
  const all = Array.from({ length: clouds }, (_, place) => observed(place))
  const connections = (clouds * (clouds - 1)) / 2
  const ms = medianMs(5, () => planConnect('mesh', all))
  perConnection ??= ms / connections
  rows.push({
    what: 'plan of a full mesh, clouds',
    size: clouds,
    ms: Number(ms.toFixed(3)),
    ratio: Number((ms / connections / perConnection).toFixed(2)),
  })
}

console.table(rows)
writeFileSync('bench-results.json', `${JSON.stringify({ node: process.version, rows }, null, 2)}\n`)
