/** Every version of the approval policy that was ever in force. */
import type { Database } from './open-database.ts'

export interface PolicyVersions {
  /** Keeps the text under its hash, unless it is kept already. Gives its version number: 1, 2, … with gaps. */
  keep(hash: string, text: string, now: Date): Promise<number>
}

export function openPolicyVersions(database: Database): PolicyVersions {
  return {
    keep(hash, text, now) {
      return database.transaction(async (trx) => {
        const known = trx.selectFrom('policies').select('version').where('hash', '=', hash)
        const before = await known.executeTakeFirst()
        if (before !== undefined) return before.version
        // Another replica may keep the same text at this moment.
        await trx
          .insertInto('policies')
          .values({ hash, text, kept_at: now })
          .onConflict((conflict) => conflict.column('hash').doNothing())
          .execute()
        return (await known.executeTakeFirstOrThrow()).version
      })
    },
  }
}
