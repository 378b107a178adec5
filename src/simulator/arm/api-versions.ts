import type { ArmError } from './arm-error.ts'

/**
 * The published api-versions of the providers. A well-formed version later than the newest listed one is accepted as well, so that
 * a client that is newer than this list can be used; it gets what the newest version shows.
 */
export const apiVersions = {
  'microsoft.network': [
    ...['2015-06-15', '2016-03-30', '2016-06-01', '2016-09-01', '2016-12-01', '2017-03-01', '2017-06-01', '2017-08-01'],
    ...['2017-09-01', '2017-10-01', '2017-11-01', '2018-01-01', '2018-02-01', '2018-04-01', '2018-06-01', '2018-07-01'],
    ...['2018-08-01', '2018-10-01', '2018-11-01', '2018-12-01', '2019-02-01', '2019-04-01', '2019-06-01', '2019-07-01'],
    ...['2019-08-01', '2019-09-01', '2019-11-01', '2019-12-01', '2020-03-01', '2020-04-01', '2020-05-01', '2020-06-01'],
    ...['2020-07-01', '2020-08-01', '2020-11-01', '2021-01-01', '2021-02-01', '2021-03-01', '2021-05-01', '2021-08-01'],
    ...['2021-12-01', '2022-01-01', '2022-05-01', '2022-07-01', '2022-09-01', '2022-11-01', '2023-02-01', '2023-04-01'],
    ...['2023-05-01', '2023-06-01', '2023-09-01', '2023-11-01', '2024-01-01', '2024-03-01', '2024-05-01', '2024-07-01'],
    ...['2024-10-01', '2025-01-01', '2025-03-01', '2025-05-01', '2026-01-01'],
  ],
  'microsoft.avs': [
    ...[
      '2020-03-20',
      '2020-07-17-preview',
      '2021-01-01-preview',
      '2021-06-01',
      '2021-12-01',
      '2022-05-01',
      '2023-03-01',
    ],
    ...['2023-09-01', '2024-09-01', '2025-09-01'],
  ],
  'microsoft.resources': [
    ...['2014-04-01', '2015-01-01', '2015-11-01', '2016-02-01', '2016-06-01', '2016-07-01', '2016-09-01', '2017-05-10'],
    ...['2018-02-01', '2018-05-01', '2019-03-01', '2019-05-01', '2019-05-10', '2019-06-01', '2019-07-01', '2019-08-01'],
    ...['2019-10-01', '2019-11-01', '2020-01-01', '2020-06-01', '2020-08-01', '2020-10-01', '2021-01-01', '2021-04-01'],
    ...['2022-01-01', '2022-09-01', '2022-12-01', '2023-07-01', '2024-03-01', '2024-07-01', '2024-11-01', '2025-03-01'],
    ...['2025-04-01'],
  ],
} as const satisfies Record<string, readonly string[]>

export type Provider = keyof typeof apiVersions

const wellFormed = /^(\d{4})-(\d{2})-(\d{2})(-preview|-alpha|-beta|-privatepreview)?$/

/** ARM's answer when `?api-version=` is missing altogether. */
export const missingApiVersion: ArmError = {
  status: 400,
  code: 'MissingApiVersionParameter',
  message: 'The api-version query parameter (?api-version=) is required for all requests.',
}

/** Why an api-version cannot be used for a resource type; null if it can. Texts from memory of ARM's answers. */
export function refuseApiVersion(provider: Provider, type: string, location: string, version: string): ArmError | null {
  const known: readonly string[] = apiVersions[provider]
  if (known.includes(version)) return null
  if (isDate(version) && version > (known.at(-1) ?? '')) return null
  const supported = [...known].reverse().join(', ')
  if (provider === 'microsoft.resources' || !isDate(version)) {
    return {
      status: 400,
      code: 'InvalidApiVersionParameter',
      message: `The api-version '${version}' is invalid. The supported versions are '${supported.replaceAll(', ', ',')}'.`,
    }
  }
  return {
    status: 400,
    code: 'NoRegisteredProviderFound',
    message: `No registered resource provider found for location '${location}' and API version '${version}' for type '${type}'. The supported api-versions are '${supported}'. The supported locations are '${location}'.`,
  }
}

function isDate(version: string): boolean {
  const [, year, month, day] = wellFormed.exec(version) ?? []
  if (year === undefined || month === undefined || day === undefined) return false
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  return date.toISOString().slice(0, 10) === `${year}-${month}-${day}`
}
