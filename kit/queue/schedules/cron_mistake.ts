import { CronExpressionParser } from 'cron-parser'
import { CronTimes } from '#queue/schedules/cron_times'

interface Field {
  name: string
  /** The names that this field accepts. The parser also accepts a month's name as a weekday, and the reverse. */
  words?: RegExp
  hint: string
}

const FIELDS: Field[] = [
  { name: 'second', hint: 'write numbers' },
  { name: 'minute', hint: 'write numbers' },
  { name: 'hour', hint: 'write numbers' },
  { name: 'day of month', words: /^L$/, hint: 'write numbers, or L for the last day' },
  {
    name: 'month',
    words: /^(JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)$/,
    hint: 'write numbers, or names from JAN to DEC',
  },
  {
    name: 'day of week',
    words: /^(SUN|MON|TUE|WED|THU|FRI|SAT|[0-7]L)$/,
    hint: 'write numbers, names from SUN to SAT, or 5L for the last Friday',
  },
]
const WORD = /[\d-]*L\b|[A-Z]+/g
const SHORTHANDS = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@hourly']

/** The parser replaces "H" with a random number, so each scheduler would compute different ticks. */
const DRAWN = 'H'

/**
 * @returns the mistake in an expression, with its field and value, as the end of a sentence
 */
export function cronMistake(expression: string): string | undefined {
  if (expression.startsWith('@')) return shorthandMistake(expression)

  const values = expression.split(/\s+/).filter(Boolean)
  if (values.length !== 5 && values.length !== 6) {
    return `"${expression}" has ${values.length} fields, and a cron expression has 5, or 6 with seconds`
  }
  return fieldMistake(values) ?? wholeMistake(expression)
}

function shorthandMistake(expression: string) {
  if (SHORTHANDS.includes(expression)) return undefined
  return `"${expression}" is not one of ${SHORTHANDS.join(', ')}`
}

function fieldMistake(values: string[]) {
  const fields = FIELDS.slice(-values.length)
  for (const [index, value] of values.entries()) {
    const field = fields[index]
    const reason = wordMistake(field, value) ?? reasonAgainst(field, value)
    if (reason) return `the field "${field.name}" of its expression is "${value}": ${reason}`
  }
}

function wordMistake({ words, hint }: Field, value: string) {
  const found: string[] = value.toUpperCase().match(WORD) ?? []
  if (found.includes(DRAWN)) return '"H" is not supported, write a number'
  if (!found.every((word) => words?.test(word))) return hint
}

function reasonAgainst(field: Field, value: string) {
  const alone = FIELDS.map((one) => (one === field ? value : '*')).join(' ')
  return complaint(() => CronExpressionParser.parse(alone, { tz: 'UTC' }))
}

function wholeMistake(expression: string) {
  const reason = complaint(() => new CronTimes(expression, 'UTC').next(0))
  return reason && `"${expression}" is never due, because no such day exists`
}

function complaint(parse: () => unknown) {
  try {
    parse()
  } catch (error) {
    return (error as Error).message
      .replace(/^.*duplicate values found: (.*)$/, 'it has $1 twice, write it once')
      .replace(/^(Constraint|\w+ Validation) error, /, '')
  }
}
