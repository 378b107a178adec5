/** Times for people. Cards are the same for everybody who sees them, hence UTC; nothing here knows what time it is. */

const inUtc = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** `22 Nov 2025, 18:30 UTC`. */
export function utc(time: Date | string): string {
  return `${inUtc.format(new Date(time))} UTC`
}

const minuteMs = 60_000

/** `45 s`, `23 min`, `23 h`, `2 d 3 h`: never more than two units, rounded down. */
export function duration(ms: number): string {
  const minutes = Math.floor(Math.max(ms, 0) / minuteMs)
  if (minutes < 1) return `${Math.floor(Math.max(ms, 0) / 1000)} s`
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return hours < 3 && minutes % 60 > 0 ? `${hours} h ${minutes % 60} min` : `${hours} h`
  return hours % 24 > 0 ? `${Math.floor(hours / 24)} d ${hours % 24} h` : `${hours / 24} d`
}

/** `in 23 h`, or `2 d ago`, seen from `now`. */
export function fromNow(time: Date, now: Date): string {
  const ms = time.getTime() - now.getTime()
  return ms >= 0 ? `in ${duration(ms)}` : `${duration(-ms)} ago`
}
