/** One write at a time per VNet in the whole installation: rows that expire. */
import { sql } from 'kysely'
import type { Leases } from '../runs/ports.ts'
import type { Database } from './open-database.ts'

/**
 * All of the networks are taken in one statement, in a fixed order (so two takers cannot block each other for ever),
 * under one fencing token that only ever grows. A holder may take again what it holds. VNet ids are compared in
 * lower case, as ARM does not tell cases apart.
 */
export function openLeases(database: Database): Leases {
  return {
    async take(networkIds, holder, now, forMs) {
      const ids = [...new Set(networkIds.map((id) => id.toLowerCase()))].sort()
      const expires = new Date(now.getTime() + forMs)
      try {
        await database.transaction(async (trx) => {
          const { rows } = await sql`
            with token as materialized (select nextval('lease_token') as value)
            insert into leases (network_id, holder, token, together, expires_at)
            select id, ${holder}, token.value, ${ids.length}::integer, ${expires}::timestamptz
            from unnest(${ids}::text[]) with ordinality as wanted (id, place), token
            order by place
            on conflict (network_id) do update
              set holder = excluded.holder, token = excluded.token,
                  together = excluded.together, expires_at = excluded.expires_at
              where leases.expires_at <= ${now}::timestamptz or leases.holder = excluded.holder
            returning network_id`.execute(trx)
          if (rows.length < ids.length) throw new HeldByAnother()
        })
        return true
      } catch (error) {
        if (error instanceof HeldByAnother) return false
        throw error
      }
    },

    async renew(holder, now, forMs) {
      const rows = await database.sql
        .updateTable('leases')
        .set({ expires_at: new Date(now.getTime() + forMs) })
        .where('holder', '=', holder)
        .returning(['token', 'together'])
        .execute()
      const held = Map.groupBy(rows, (row) => String(row.token))
      return held.size > 0 && [...held.values()].every((together) => together.length === together[0]?.together)
    },

    async release(holder) {
      await database.sql.deleteFrom('leases').where('holder', '=', holder).execute()
    },
  }
}

/** Undoes the transaction that got only some of the networks. */
class HeldByAnother extends Error {}
