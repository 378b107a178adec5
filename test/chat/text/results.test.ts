import { describe, expect, it } from '@jest/globals'
import { requestStateSchema } from '../../../src/chat/message.ts'
import {
  decisionTaken,
  requestApproved,
  requestAsked,
  requestStands,
  voteCounted,
} from '../../../src/chat/text/results.ts'

describe('news of a request', () => {
  it.each([
    [requestAsked(7, 'connect a to b', 'Alex', 2), 'Request #7: connect a to b, asked by Alex, needs 2 approvals.'],
    [requestAsked(7, 'connect a to b', 'Alex', 0), 'Request #7: connect a to b, asked by Alex, needs no approval.'],
    [voteCounted(7, 'Megan', 1), 'Megan approved request #7. 1 more approval is needed.'],
    [voteCounted(7, 'Megan', 0), 'Megan approved request #7. Peerbot makes the peerings now.'],
    [
      requestApproved(7, ['Megan', 'Adele']),
      'Request #7 is approved by Megan and Adele. Peerbot makes the peerings now.',
    ],
    [decisionTaken('approve', 7, 'pending'), 'You approved request #7. It still waits for other approvers.'],
    [decisionTaken('reject', 7, 'rejected'), 'You rejected request #7.'],
  ])('%s', (text, expected) => {
    expect(text).toBe(expected)
  })

  it.each(requestStateSchema.options)('says in a word that it is %s', (state) => {
    expect(requestStands(7, state)).toMatch(/^Request #7: [a-z ,]+\.$/)
  })
})
