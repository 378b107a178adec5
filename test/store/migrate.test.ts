import { describe, expect, it } from '@jest/globals'
import { sql } from 'kysely'
import { migrate } from '../../src/store/migrate.ts'
import { openDatabase } from '../../src/store/open-database.ts'
import { kinds, newPlace, silent } from './test-database.ts'

describe.each(kinds)('migrations on %s', (kind) => {
  it('are applied once and leave what is there', async () => {
    const { settings, remove } = await newPlace(kind)
    const first = await openDatabase(settings, silent)
    expect(await migrate(first.sql)).toEqual([])
    await first.sql.insertInto('policies').values({ hash: 'h', text: 't', kept_at: new Date() }).execute()
    await first.close()
    const second = await openDatabase(settings, silent)
    expect(await second.sql.selectFrom('policies').select('hash').execute()).toHaveLength(1)
    await second.ping()
    await second.close()
    await remove()
  }, 60_000)

  it('refuse a database that a later version has made', async () => {
    const { settings, remove } = await newPlace(kind)
    const database = await openDatabase(settings, silent)
    await sql`insert into kysely_migration values ('9999-later', '2030-01-01T00:00:00.000Z')`.execute(database.sql)
    await expect(migrate(database.sql)).rejects.toThrow('could not be brought to this version')
    await database.close()
    await remove()
  }, 60_000)

  // The embedded database has one process by its lock.
  if (kind === 'postgres') {
    it('let several replicas start together on an empty database', async () => {
      const { settings, remove } = await newPlace(kind)
      const databases = await Promise.all([1, 2, 3, 4, 5].map(() => openDatabase(settings, silent)))
      await Promise.all(databases.map((database) => database.ping()))
      await Promise.all(databases.map((database) => database.close()))
      await remove()
    }, 60_000)
  }
})
