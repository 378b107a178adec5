/** The demo as a person meets it: the real windows in a real browser. Screenshots are kept in test-results/. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { browserPath, goToChannel, openBrowser, openWindow, press, say, see } from './playground-window.ts'
import { type RunningDemo, startDemo } from './running-demo.ts'

const browserFile = browserPath(process.env)
const pictures = join(process.cwd(), 'test-results')
const patienceInMs = 120_000

function picture(page: Page, name: string): Promise<unknown> {
  return page.screenshot({ path: join(pictures, `${name}.png`) })
}

;(browserFile === null ? describe.skip : describe)('in the Teams windows of the demo', () => {
  let demo: RunningDemo
  let browser: Browser
  let alex: Page
  let megan: Page
  let adele: Page

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true })
    demo = await startDemo({})
    browser = await openBrowser(browserFile ?? '')
    alex = await openWindow(browser, demo.playgroundPort)
    megan = await openWindow(browser, demo.playgroundPort + 1)
    adele = await openWindow(browser, demo.playgroundPort + 2)
  }, patienceInMs)

  afterAll(async () => {
    for (const [name, page] of Object.entries({ alex, megan, adele }))
      if (page !== undefined) await picture(page, `last-${name}`)
    await browser?.close()
    await demo?.stop()
  }, patienceInMs)

  it('Alex asks, Megan approves, and both read that the clouds are connected', async () => {
    await say(alex, 'connect cloudA to cloudB')
    await see(alex, 'Waiting for approval')
    await see(megan, 'Connect cloudA to cloudB')
    await picture(alex, '1-asked')
    await picture(megan, '2-waits-for-megan')
    await press(megan, 'Approve')
    await see(alex, /cloudA and cloudB are connected \(request #\d+\)/)
    await see(alex, 'Done')
    await see(megan, 'Done')
    await see(adele, 'Done')
    await picture(alex, '3-connected')
    await picture(megan, '4-connected-for-megan')
    await expect(adele.getByRole('button', { name: 'Approve', exact: true }).count()).resolves.toBe(0)
  }, 60_000)

  it('Alex asks in a channel for a global connection, which takes both approvers', async () => {
    await goToChannel(alex, 'Cloud Operations - Network changes')
    // The greeting moves the page; nobody types while it arrives.
    await see(alex, 'I connect Azure VMware Solution')
    await say(alex, 'connect cloudA to cloudC', 'Peerbot')
    await see(alex, 'Approvals')
    await see(megan, 'Connect cloudA to cloudC')
    await press(megan, 'Approve')
    await see(adele, '1 of 2, 1 more needed')
    await picture(alex, '5-one-of-two-approvals')
    await press(adele, 'Approve')
    await see(alex, /cloudA and cloudC are connected \(request #\d+\)/)
    await picture(alex, '6-connected-in-the-channel')
  }, 60_000)
})
