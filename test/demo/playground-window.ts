/** Drives one Agents Playground in a browser, as the person in front of it would. Made for Playground 0.2.28. */
import { existsSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright-core'

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
]
const macPlace = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'

/** The browser to drive: CHROMIUM_PATH, or the first that is installed in a usual place; null where there is none. */
export function browserPath(env: Record<string, string | undefined>): string | null {
  const given = env.CHROMIUM_PATH
  if (given !== undefined && given !== '') return given
  return [...places, macPlace].find((path) => existsSync(path)) ?? null
}

export function openBrowser(executablePath: string): Promise<Browser> {
  const quiet = ['--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update']
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-sync', ...quiet] })
}

/** Opens a person's window, which installs the app there, and closes the Playground's own log beside the chat. */
export async function openWindow(browser: Browser, port: number): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 1300 } })
  await page.goto(`http://127.0.0.1:${port}/`)
  await composeBox(page).waitFor()
  await page.getByText('Log Panel').locator('xpath=..').getByRole('button').last().click()
  return page
}

/** Types into the open chat and sends it. In a channel or group chat the bot is mentioned first. */
export async function say(page: Page, text: string, mention?: string): Promise<void> {
  const box = composeBox(page)
  await box.click()
  if (mention !== undefined) {
    await box.pressSequentially(`@${mention.slice(0, 4)}`)
    // Enter would send what is typed so far instead of taking the suggestion.
    await page.locator('#typeahead-menu').getByRole('menuitem', { name: mention }).click()
    await box.getByText(mention, { exact: true }).waitFor()
    await box.press('Space')
  }
  await box.pressSequentially(text)
  await box.press('Enter')
}

/** Goes to a channel, by its name in the list on the left, "Team - Channel". The first visit installs the app there. */
export async function goToChannel(page: Page, channel: string): Promise<void> {
  await page.getByRole('treeitem', { name: channel, exact: true }).click()
  await page.getByText('Start a new post').waitFor()
}

/** Presses a button of the newest card that has it. */
export function press(page: Page, button: string): Promise<void> {
  return page.getByRole('button', { name: button, exact: true }).last().click()
}

/** Waits until the text is to be seen in the chat. */
export function see(page: Page, text: string | RegExp, timeout = 20_000): Promise<void> {
  return page.getByText(text).last().waitFor({ timeout })
}

/** The first box for text: the message in a chat, the new post in a channel. */
function composeBox(page: Page) {
  return page.locator('[contenteditable="true"][role="textbox"]').first()
}
