/** What a run remembers of each connection. */
import { z } from 'zod/v4'
import type { Step, StepBook } from '../runs/ports.ts'
import { storableJson } from './json.ts'
import type { Database } from './open-database.ts'

const stepSchema: z.ZodType<Step> = z.object({
  request: z.number().int(),
  connection: z.number().int(),
  made: z.object({ a: z.string().nullable(), b: z.string().nullable() }),
  inFlight: z.object({ write: z.string(), operation: z.string().nullable() }).nullable(),
})

export function openStepBook(database: Database): StepBook {
  return {
    async find(request, connection) {
      const row = await database.sql
        .selectFrom('steps')
        .select(['request', 'connection', 'made', 'in_flight as inFlight'])
        .where('request', '=', request)
        .where('connection', '=', connection)
        .executeTakeFirst()
      return row === undefined ? null : stepSchema.parse(row)
    },

    async save({ request, connection, made, inFlight }) {
      const values = {
        made: storableJson(made),
        in_flight: inFlight === null ? null : storableJson(inFlight),
      }
      await database.sql
        .insertInto('steps')
        .values({ request, connection, ...values })
        .onConflict((conflict) => conflict.columns(['request', 'connection']).doUpdateSet(values))
        .execute()
    },
  }
}
