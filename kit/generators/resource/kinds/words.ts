import string from '@adonisjs/core/helpers/string'

/** Begins a sentence. */
export function words(text: string) {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** A field in the middle of a sentence: `budget`, `due date` for `dueOn`, `start time` for `startsAt`. */
export function nounOf(name: string) {
  const noun = string.noCase(name)
  const [, subject, ending] = /^(.+) (on|at)$/.exec(noun) ?? []
  if (!subject) return noun
  return `${subject.replace(/(?<=[^s])s$/, '')} ${ending === 'on' ? 'date' : 'time'}`
}
