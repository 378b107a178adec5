import type { Fault, FaultEffect } from './fault-file.ts'

/** A fault that has been drawn for one request. */
export interface DrawnFault {
  name: string
  effect: FaultEffect
}

export interface FaultInjector {
  /** The fault for this request, if one applies; counts it. The first in the list that applies wins. */
  draw(method: string, path: string): DrawnFault | null
  /** Replaces the list; all counters start anew. */
  set(faults: readonly Fault[]): void
}

interface Armed {
  fault: Fault
  path: RegExp
  seen: number
  applied: number
  random: () => number
}

export function createFaultInjector(initial: readonly Fault[]): FaultInjector {
  let armed = initial.map(arm)
  return {
    draw: (method, path) => {
      for (const one of armed) {
        if (applies(one, method, path)) return { name: one.fault.name, effect: one.fault.effect }
      }
      return null
    },
    set: (faults) => {
      armed = faults.map(arm)
    },
  }
}

function arm(fault: Fault): Armed {
  return { fault, path: globPattern(fault.match.path ?? '**'), seen: 0, applied: 0, random: seeded(fault.seed) }
}

function applies(one: Armed, method: string, path: string): boolean {
  const { match, after, count, probability } = one.fault
  if (match.method !== undefined && match.method.toUpperCase() !== method) return false
  if (!one.path.test(path)) return false
  one.seen += 1
  if (one.seen <= after) return false
  if (count !== undefined && one.applied >= count) return false
  if (probability < 1 && one.random() >= probability) return false
  one.applied += 1
  return true
}

/** `*` is anything within one segment, `**` anything at all. */
function globPattern(glob: string): RegExp {
  const source = glob
    .split(/(\*\*|\*)/)
    .map((part) => (part === '**' ? '.*' : part === '*' ? '[^/]*' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')))
    .join('')
  return new RegExp(`^${source}$`, 'i')
}

/** Mulberry32: a small generator of numbers in [0, 1) that gives the same ones for the same seed. */
function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
