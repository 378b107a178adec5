import type { Provider } from './api-versions.ts'
import type { Outcome } from './arm-error.ts'
import type { ArmCall, ArmContext, ArmReply } from './context.ts'

export type ArmHandler = (call: ArmCall, context: ArmContext) => Outcome<ArmReply>

/** One kind of address that ARM answers. `{name}` is a parameter; the rest is compared without regard to case. */
export interface Route {
  path: string
  provider: Provider
  /** The resource type, as api-version errors name it. */
  type: string
  methods: Readonly<Partial<Record<string, ArmHandler>>>
}

export interface Match {
  route: Route
  params: Record<string, string>
}

/** Finds the route of a path among routes prepared by `prepareRoutes`. */
export type FindRoute = (path: string) => Match | null

/** Makes the lookup: routes are grouped by number of segments, so that a path is compared with few. */
export function prepareRoutes(routes: readonly Route[]): FindRoute {
  const byLength = new Map<number, { route: Route; parts: string[] }[]>()
  for (const route of routes) {
    const parts = segments(route.path)
    byLength.set(parts.length, [...(byLength.get(parts.length) ?? []), { route, parts }])
  }
  return (path) => {
    const asked = segments(path)
    for (const { route, parts } of byLength.get(asked.length) ?? []) {
      const params = compare(parts, asked)
      if (params !== null) return { route, params }
    }
    return null
  }
}

function compare(parts: readonly string[], asked: readonly string[]): Record<string, string> | null {
  const params: Record<string, string> = {}
  for (const [index, part] of parts.entries()) {
    const value = asked[index] ?? ''
    if (part.startsWith('{')) params[part.slice(1, -1)] = value
    else if (part.toLowerCase() !== value.toLowerCase()) return null
  }
  return params
}

const segments = (path: string): string[] =>
  path
    .split('/')
    .filter((part) => part !== '')
    .map(decodeSegment)

function decodeSegment(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
