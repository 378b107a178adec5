/** The three Teams windows of the demo: Microsoft 365 Agents Playgrounds, one person at each keyboard. */

export interface TeamsWindow {
  /** Also the name of its configuration, demo/playground/KEY.m365agentsplayground.yml. */
  key: string
  person: string
  does: string
  port: number
}

/** Three windows on neighbouring ports, from `firstPort` on. */
export function teamsWindows(firstPort: number): TeamsWindow[] {
  return [
    { key: 'alex', person: 'Alex Wilber', does: 'asks', port: firstPort },
    { key: 'megan', person: 'Megan Bowen', does: 'approves', port: firstPort + 1 },
    { key: 'adele', person: 'Adele Vance', does: 'approves', port: firstPort + 2 },
  ]
}
