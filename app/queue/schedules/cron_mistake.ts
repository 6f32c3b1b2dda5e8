import { CronExpressionParser } from 'cron-parser'
import { CronTimes } from '#queue/schedules/cron_times'

const FIELDS = ['second', 'minute', 'hour', 'day of month', 'month', 'day of week']
const SHORTHANDS = ['@yearly', '@monthly', '@weekly', '@daily', '@hourly']

/** "H" stands for a number that the parser draws: each scheduler would come to other ticks. */
const DRAWN = /H(?![A-Z])/i

/**
 * @returns what is wrong with an expression, by field and value, as the end of a sentence
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
  return `"${expression}" is none of ${SHORTHANDS.join(', ')}`
}

function fieldMistake(values: string[]) {
  const fields = FIELDS.slice(-values.length)
  for (const [index, value] of values.entries()) {
    const reason = reasonAgainst(index + 6 - values.length, value)
    if (reason) return `the field "${fields[index]}" of its expression is "${value}": ${reason}`
  }
}

function reasonAgainst(position: number, value: string) {
  if (DRAWN.test(value)) return '"H" is not supported, write a number'
  const alone = FIELDS.map((_, index) => (index === position ? value : '*')).join(' ')
  return complaint(() => CronExpressionParser.parse(alone, { tz: 'UTC' }))
}

function wholeMistake(expression: string) {
  const reason = complaint(() => new CronTimes(expression, 'UTC').next(0))
  return reason && `"${expression}" never comes, for no such day exists`
}

function complaint(parse: () => unknown) {
  try {
    parse()
  } catch (error) {
    return (error as Error).message.replace(/^Constraint error, /, '')
  }
}
