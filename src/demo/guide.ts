/** What the demo prints when it is ready: where to click and what to type. */
import { relative, sep } from 'node:path'
import type { DemoSettings } from './settings.ts'
import { teamsWindows } from './windows.ts'

/** The whole text. `tookMs` is the time from the start until everything was ready. */
export function guide(settings: DemoSettings, tookMs: number): string {
  const windows = settings.playgroundPort === null ? [] : teamsWindows(settings.playgroundPort)
  const lines = windows.map(
    (window) => `  ${`${window.person} ${window.does}`.padEnd(24)} http://localhost:${window.port}`,
  )
  return [
    `Peerbot is ready (${(tookMs / 1000).toFixed(1)} s).`,
    '',
    ...(windows.length === 0 ? withoutWindows(settings) : withWindows(lines)),
    '',
    `Logs: ${shortest(settings.root, settings.logDirectory)}`,
    'Stop: Ctrl-C. What was asked, approved and connected is still there at the next start.',
  ].join('\n')
}

/** Relative to the checkout where it is inside it. */
function shortest(root: string, path: string): string {
  const inside = relative(root, path)
  return inside.startsWith(`..${sep}`) ? path : inside
}

function withWindows(lines: string[]): string[] {
  return [
    'Three Teams windows; open all three:',
    ...lines,
    '',
    'Within one region, one approval:',
    '  1. In Alex’s window type      connect cloudA to cloudB',
    '  2. In Megan’s or Adele’s window press Approve.',
    '  3. Both peerings are made in the simulated Azure; Alex is told when they are Connected.',
    '',
    'Between two regions, two approvals:',
    '  In Alex’s window type         connect cloudA to cloudC',
    '  then press Approve in Megan’s window and in Adele’s.',
    '',
    'Also worth typing: help · clouds · status · connect (a form)',
  ]
}

function withoutWindows(settings: DemoSettings): string[] {
  return [
    `The bot:              http://127.0.0.1:${settings.botPort}/api/messages`,
    `The simulated Azure:  https://127.0.0.1:${settings.azurePort}`,
    'The Teams windows are switched off (PEERBOT_PLAYGROUND=0).',
  ]
}
