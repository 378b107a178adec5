/** A process of its own for tests: opens the directory it is given and writes until it is killed. */
import { openDatabase } from '../../../src/store/open-database.ts'
import { draft } from '../samples.ts'
import { openTestStore, silent } from '../test-database.ts'

const [directory = ''] = process.argv.slice(2)
try {
  const database = await openDatabase({ kind: 'embedded', directory }, silent)
  const { store } = openTestStore(database)
  for (;;) {
    const number = await store.transaction(async (tx) => {
      const request = await tx.addRequest(draft({ reason: 'x'.repeat(2_000) }))
      await tx.addEvent({
        request: request.number,
        type: 'asked',
        person: null,
        at: new Date(),
        conversation: null,
        details: {},
      })
      return request.number
    })
    process.stdout.write(`stored ${number}\n`)
  }
} catch (error) {
  process.stdout.write(`failed ${error instanceof Error ? error.message : error}\n`)
}
