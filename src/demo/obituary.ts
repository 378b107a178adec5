/** The sentence about a part that ended without being asked to, with the last that it said. */
import { relative } from 'node:path'
import { z } from 'zod/v4'
import type { Child, Ending } from './child.ts'

/** Takes the part and how it ended; gives one sentence and the last lines of its log, indented. */
export function obituary(child: Pick<Child, 'title' | 'logFile'>, ending: Ending, directory: string): string {
  const how = ending.signal === null ? `exit status ${ending.code ?? 'unknown'}` : ending.signal
  const head = `Peerbot: ${child.title} ended unexpectedly (${how}), so the demo stops.`
  if (ending.lastLines.length === 0) return `${head} It printed nothing.`
  const file = relative(directory, child.logFile)
  return [`${head} The last lines of ${file}:`, ...ending.lastLines.map((line) => `  ${spoken(line)}`)].join('\n')
}

const logLine = z.object({ msg: z.string(), err: z.object({ message: z.string() }).optional() })

/** A line of pino's JSON as people read it; any other line as it is. */
function spoken(line: string): string {
  try {
    const { msg, err } = logLine.parse(JSON.parse(line))
    return err === undefined || err.message === msg ? msg : `${msg}: ${err.message}`
  } catch {
    return line
  }
}
