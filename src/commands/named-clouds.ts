/** From names as typed to private clouds, or a sentence that says what is wrong with them. */
import { nearestWords } from '../chat/parser/nearest-word.ts'
import { refusals } from '../chat/text/refusals.ts'
import type { CloudList } from '../clouds/cloud-list.ts'
import { resolveName, shortestName } from '../clouds/resolve-name.ts'
import type { PrivateCloud } from '../peering/model.ts'

export type Found = { ok: true; clouds: PrivateCloud[] } | { ok: false; refusal: string }

/** All of the names or none. A name that the cached list does not have is looked for in a fresh one. */
export async function findClouds(names: readonly string[], list: CloudList): Promise<Found> {
  const cached = await list.all()
  const known = names.every((name) => resolveName(name, cached).ok)
  const all = known ? cached : await list.reread()
  return resolveAll(names, all, list.unreadable().length)
}

function resolveAll(names: readonly string[], all: readonly PrivateCloud[], unreadable: number): Found {
  const clouds: PrivateCloud[] = []
  for (const name of names) {
    const resolved = resolveName(name, all)
    if (resolved.ok) {
      if (clouds.includes(resolved.cloud)) return { ok: false, refusal: refusals.sameCloud(resolved.cloud.name) }
      clouds.push(resolved.cloud)
    } else if (resolved.reason === 'ambiguous') {
      const choices = resolved.choices.map((cloud) => shortestName(cloud, all))
      return { ok: false, refusal: refusals.ambiguousCloud(name, choices) }
    } else {
      const called = [...new Set(all.map((cloud) => cloud.name))]
      const nearest = nearestWords(name, called, 3)
      const refusal =
        unreadable > 0 ? refusals.unknownCloudSoFar(name, nearest, unreadable) : refusals.unknownCloud(name, nearest)
      return { ok: false, refusal }
    }
  }
  return { ok: true, clouds }
}
