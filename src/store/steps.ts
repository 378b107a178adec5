/** What a run remembers of each connection. */
import { z } from 'zod/v4'
import type { Step, StepBook } from '../runs/ports.ts'
import { storableJson } from './json.ts'
import type { Database } from './open-database.ts'

const seenSchema = z.enum(['absent', 'present'])

const stepSchema: z.ZodType<Step> = z.object({
  request: z.number().int(),
  connection: z.number().int(),
  before: z.object({ a: seenSchema, b: seenSchema }),
  inFlight: z.object({ write: z.string(), operation: z.string().nullable() }).nullable(),
  outcome: z.enum(['open', 'done', 'failed']),
})

export function openStepBook(database: Database): StepBook {
  return {
    async find(request, connection) {
      const row = await database.sql
        .selectFrom('steps')
        .select(['request', 'connection', 'before', 'in_flight as inFlight', 'outcome'])
        .where('request', '=', request)
        .where('connection', '=', connection)
        .executeTakeFirst()
      return row === undefined ? null : stepSchema.parse(row)
    },

    async save({ request, connection, before, inFlight, outcome }) {
      const values = {
        before: storableJson(before),
        in_flight: inFlight === null ? null : storableJson(inFlight),
        outcome,
      }
      await database.sql
        .insertInto('steps')
        .values({ request, connection, ...values })
        .onConflict((conflict) => conflict.columns(['request', 'connection']).doUpdateSet(values))
        .execute()
    },
  }
}
