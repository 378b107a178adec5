import type { ArmCall } from './context.ts'

/**
 * One page of a list, `{"value":[…],"nextLink":…}`; nextLink only where more follows, at the origin that the client used. The token
 * names the last id shown, so that a list that changes in between neither repeats nor skips what was there all the time.
 */
export function page<R>(
  call: ArmCall,
  rows: readonly R[],
  idOf: (row: R) => string,
  size: number,
  body: (row: R) => unknown,
): { value: unknown[]; nextLink?: string } {
  const after = decode(call.query.get('$skiptoken'))
  const rest = after === null ? rows : rows.filter((row) => idOf(row).toLowerCase() > after)
  const shown = rest.slice(0, size)
  const last = shown.at(-1)
  if (last === undefined || shown.length === rest.length) return { value: shown.map(body) }
  const token = Buffer.from(idOf(last).toLowerCase()).toString('base64url')
  const query = new URLSearchParams({ 'api-version': call.apiVersion, $skiptoken: token })
  return { value: shown.map(body), nextLink: `${call.origin}${call.path}?${query}` }
}

const decode = (token: string | undefined): string | null =>
  token === undefined ? null : Buffer.from(token, 'base64url').toString('utf8')
