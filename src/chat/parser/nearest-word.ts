/** "Did you mean": the words nearest to one that is not known. */

/** The candidates that differ from `word` by a slip or two, nearest first; case does not count. */
export function nearestWords(word: string, candidates: readonly string[], limit: number): string[] {
  const typed = word.toLowerCase()
  return candidates
    .map((candidate) => ({ candidate, slips: editDistance(typed, candidate.toLowerCase()) }))
    .filter(({ candidate, slips }) => slips <= allowedSlips(Math.max(typed.length, candidate.length)))
    .sort((a, b) => a.slips - b.slips)
    .slice(0, limit)
    .map(({ candidate }) => candidate)
}

/** One slip in a short word, three in a very long one. */
function allowedSlips(length: number): number {
  return length < 4 ? 1 : length < 9 ? 2 : 3
}

/**
 * Damerau-Levenshtein, restricted (optimal string alignment): letters added, left out, exchanged, or two neighbours
 * swapped count one each.
 */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const line = [row]
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1]
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      line.push(
        Math.min(
          (last[column] ?? 0) + 1,
          (line[column - 1] ?? 0) + 1,
          (last[column - 1] ?? 0) + (same ? 0 : 1),
          swapped ? (beforeLast[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      )
    }
    beforeLast = last
    last = line
  }
  return last[b.length] ?? 0
}
