/** The approval policy: from the YAML file to checked values, with the line of every mistake. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { LineCounter, parseDocument } from 'yaml'
import { type Policy, policySchema } from '../requests/policy.ts'

export type PolicyRead = { ok: true; policy: Policy; text: string; hash: string } | { ok: false; mistakes: string[] }

export function readPolicyFile(path: string): PolicyRead {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'
    return { ok: false, mistakes: [`${path}: cannot be read (${code}). PEERBOT_POLICY names the approval policy.`] }
  }
  return readPolicy(text, path)
}

/** `name` stands in front of every mistake. */
export function readPolicy(text: string, name: string): PolicyRead {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const at = (path: PropertyKey[]) => {
    const line = lineOf(document, path, lines)
    return line ? `${name}, line ${line}` : name
  }
  if (document.errors.length > 0)
    return {
      ok: false,
      mistakes: document.errors.map(
        (error) => `${name}, line ${lines.linePos(error.pos[0]).line}: ${firstLine(error.message)}`,
      ),
    }
  const read = policySchema.safeParse(document.toJS() ?? {})
  if (!read.success)
    return {
      ok: false,
      mistakes: read.error.issues.map(
        (issue) => `${at(issue.path)}: ${issue.path.join('.') || 'the file'}: ${issue.message}`,
      ),
    }
  const unknown = unknownPeople(read.data).map(
    ({ path, person }) => `${at(path)}: '${person}' is not listed under people.`,
  )
  const impossible = read.data.rules.flatMap((rule, place) =>
    rule.approvals > new Set(rule.approvers).size
      ? [`${at(['rules', place, 'approvals'])}: the rule '${rule.name}' asks for more approvals than it has approvers.`]
      : [],
  )
  if (unknown.length + impossible.length > 0) return { ok: false, mistakes: [...unknown, ...impossible] }
  return { ok: true, policy: read.data, text, hash: createHash('sha256').update(text).digest('hex') }
}

/** Everybody who is named in a list must be somebody: a slip of the pen must not change who decides. */
function unknownPeople(policy: Policy): { path: PropertyKey[]; person: string }[] {
  const lists: { path: PropertyKey[]; names: readonly string[] }[] = [
    { path: ['look'], names: policy.look },
    { path: ['request'], names: policy.request },
    ...policy.rules.map((rule, place) => ({ path: ['rules', place, 'approvers'], names: rule.approvers })),
  ]
  return lists.flatMap(({ path, names }) =>
    names.flatMap((person, place) =>
      Object.hasOwn(policy.people, person) ? [] : [{ path: [...path, place], person }],
    ),
  )
}

/** The line of the innermost part of the path that the document has. */
function lineOf(document: ReturnType<typeof parseDocument>, path: PropertyKey[], lines: LineCounter): number | null {
  for (let length = path.length; length > 0; length -= 1) {
    const node: unknown = document.getIn(path.slice(0, length), true)
    const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : null
    if (Array.isArray(range) && typeof range[0] === 'number') return lines.linePos(range[0]).line
  }
  return null
}

function firstLine(message: string): string {
  return message.split('\n')[0] ?? message
}
