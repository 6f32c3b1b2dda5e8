import type { Kind } from '#generators/resource/kinds/main'
import { UNIQUE_NUMBER } from '#generators/resource/unique_values'

/** The calendar of PostgreSQL has no year 0, and that of JavaScript takes February 30 for March 2. */
function isDay(text: string) {
  const time = Date.parse(text)
  const isWritten = /^\d{4}-\d{2}-\d{2}$/.test(text) && !text.startsWith('0000')
  return isWritten && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

export const DATE: Kind = {
  word: 'date',
  example: 'date',
  about: 'a day, the same in every time zone',
  modifiers: ['unique', 'index', 'default'],
  list: { isSorted: true, isFilter: true },
  checkDefault: ({ defaultValue }) =>
    isDay(defaultValue!) ? undefined : 'the default is no day, such as 2026-12-31',
  column: ({ column }) => `date('${column}')`,
  defaultOf: ({ defaultValue }) => `'${defaultValue}'`,
  rule: () => 'vine.localDate()',
  factoryImports: ({ isUnique }) => (isUnique ? [UNIQUE_NUMBER] : []),
  factory: ({ isUnique }) => {
    return isUnique
      ? 'new Date(uniqueNumber(40_000) * 86_400_000).toISOString().slice(0, 10)'
      : "'2026-12-31'"
  },
  sample: () => ({ typed: '2027-02-28', stored: "'2027-02-28'", shown: "'2027-02-28'" }),
  invalid: () => ['tomorrow', '2027-02-30'],
  input: () => ({ component: 'DateField' }),
  format: 'date',
}

export const DATE_TIME: Kind = {
  word: 'datetime',
  aliases: ['timestamp'],
  example: 'datetime',
  about: "a moment, typed and shown in the reader's time zone",
  modifiers: ['index'],
  list: { isSorted: true },
  column: ({ column }) => `timestamp('${column}')`,
  rule: () => 'vine.localDateTime()',
  factory: () => "DateTime.fromISO('2026-12-31T12:00:00Z')",
  shows: ({ isOptional }, value) =>
    `${value}${isOptional ? '?' : ''}.toISO()${isOptional ? ' ?? null' : '!'}`,
  sample: () => ({
    typed: '2027-02-28T09:30:00Z',
    stored: "new Date('2027-02-28T09:30:00Z')",
    shown: "'2027-02-28T09:30:00.000+00:00'",
  }),
  invalid: () => ['tomorrow', '2027-02-30T10:00'],
  input: () => ({ component: 'DateTimeField' }),
  format: 'dateTime',
}

export const TIME: Kind = {
  word: 'time',
  example: 'time',
  about: 'a time of the day, such as 09:30',
  modifiers: ['index', 'default'],
  list: { isSorted: true },
  checkDefault: ({ defaultValue }) => {
    return /^([01]\d|2[0-3]):[0-5]\d$/.test(defaultValue!)
      ? undefined
      : 'the default is no time, such as 09:30'
  },
  column: ({ column }) => `time('${column}')`,
  defaultOf: ({ defaultValue }) => `'${defaultValue}'`,
  rule: () => 'vine.localTime()',
  factory: () => "'09:30:00'",
  sample: () => ({ typed: '18:45', stored: "'18:45:00'", shown: "'18:45:00'" }),
  invalid: () => ['noon', '25:00'],
  input: () => ({ component: 'TimeField' }),
}
