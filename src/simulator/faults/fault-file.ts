// Faults that the simulated Azure injects on purpose. The file that SIMULATOR_FAULTS names, and the body of
// POST /simulator/faults (as JSON), hold a list:
//
//   faults:
//     - name: the second side is refused once     # for people; shown in the list of requests
//       match:
//         method: PUT                             # default: any
//         path: "**/vnet-cloudB/virtualNetworkPeerings/*"   # without the query, in any case; default: any
//                                                 # * = anything within one segment, ** = anything at all
//       after: 0                                  # let so many matching requests pass first
//       count: 1                                  # then apply to so many; default: all
//       probability: 1                            # the chance for each of those, drawn from `seed`
//       seed: 1
//       effect: { status: 429, code: TooManyRequests, message: "Slow down.", retryAfter: 1 }
//
// The effect is exactly one of:
//   { status, code, message?, retryAfter? }       that answer, and nothing happens
//   { delayMs }                                   the answer comes later
//   { reset: true }                               the connection is cut before anything happens
//   { hang: true }                                no answer ever
//   { failOperation: { code, message } }          the write is accepted and its operation ends Failed, without effect
//   { loseResponse: true }                        the write takes effect, and the connection is cut instead of the answer
//
// Requests to /simulator/ are never matched. Counters start anew with the process and when faults are set again.

import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod/v4'

const effect = z.union(
  [
    z.strictObject({
      status: z.number().int().min(400).max(599),
      code: z.string().min(1),
      message: z.string().default('A fault injected by the simulator.'),
      retryAfter: z.number().int().min(1).optional(),
    }),
    z.strictObject({ delayMs: z.number().int().min(1) }),
    z.strictObject({ reset: z.literal(true) }),
    z.strictObject({ hang: z.literal(true) }),
    z.strictObject({ failOperation: z.strictObject({ code: z.string().min(1), message: z.string().min(1) }) }),
    z.strictObject({ loseResponse: z.literal(true) }),
  ],
  'must be one of: {status, code, message?, retryAfter?}, {delayMs}, {reset: true}, {hang: true}, {failOperation: {code, message}}, {loseResponse: true}',
)

const fault = z.strictObject({
  name: z.string().min(1).default('unnamed fault'),
  match: z.strictObject({ method: z.string().min(1).optional(), path: z.string().min(1).optional() }).prefault({}),
  after: z.number().int().min(0).default(0),
  count: z.number().int().min(1).optional(),
  probability: z.number().min(0).max(1).default(1),
  seed: z.number().int().default(1),
  effect,
})

const file = z.strictObject({ faults: z.array(fault).default([]) })

export type Fault = z.infer<typeof fault>
export type FaultEffect = Fault['effect']
export type FaultsInput = z.input<typeof file>

/** Checks a list of faults. Throws one Error that lists every mistake, each with its place. */
export function parseFaults(value: unknown, source: string): readonly Fault[] {
  const parsed = file.safeParse(value ?? {})
  if (parsed.success) return parsed.data.faults
  const mistakes = parsed.error.issues.map((issue) => `  ${issue.path.join('.') || 'the list'}: ${issue.message}`)
  throw new Error([`The faults in ${source} cannot be used:`, ...mistakes].join('\n'))
}

/** Reads a file of faults. Throws an Error whose message says what to correct. */
export function readFaults(path: string): readonly Fault[] {
  let value: unknown
  try {
    value = parse(readFileSync(path, 'utf8'))
  } catch (cause) {
    throw new Error(`The file of faults ${path} cannot be read: ${cause instanceof Error ? cause.message : cause}`, {
      cause,
    })
  }
  return parseFaults(value, path)
}
