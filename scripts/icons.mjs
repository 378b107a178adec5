// Draws the icons of the Teams app from appPackage/icon.svg with an installed Chromium. Run it after changing the
// picture (node scripts/icons.mjs) and commit the PNGs; nothing else needs a browser.
// Sizes: Microsoft docs, "Create icons for your Teams app": 192×192 in colour, 32×32 white on transparent.
import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const folder = join(resolve(dirname(fileURLToPath(import.meta.url)), '..'), 'appPackage')
const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })

/** Draws the picture at a size; `crop` takes the ground away and fits the frame to the sign. */
async function draw(file, size, crop) {
  const page = await browser.newPage({ viewport: { width: size, height: size } })
  await page.setContent(`<body style="margin:0">${readFileSync(join(folder, 'icon.svg'), 'utf8')}</body>`)
  await page.evaluate(
    ({ size, crop }) => {
      const svg = document.querySelector('svg')
      svg.setAttribute('width', size)
      svg.setAttribute('height', size)
      svg.style.display = 'block'
      if (!crop) return
      svg.querySelector('#ground').remove()
      const box = svg.querySelector('#sign').getBBox()
      svg.setAttribute('viewBox', `${box.x} ${box.y} ${box.width} ${box.height}`)
    },
    { size, crop },
  )
  await page.screenshot({ path: join(folder, file), omitBackground: true })
  await page.close()
}

await draw('color.png', 192, false)
await draw('outline.png', 32, true)
await browser.close()
