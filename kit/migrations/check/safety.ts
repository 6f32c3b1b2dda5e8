import { isRule, type Rule } from '#migrations/check/rules'

interface Mistake {
  rule: 'safety'
  why: string
  instead: string[]
}

/** The static property `safety` of a migration. */
export class Safety {
  readonly #reasons: Record<string, unknown>

  constructor(stated: unknown) {
    this.#reasons = typeof stated === 'object' && stated !== null ? { ...stated } : {}
  }

  reasonFor(rule: Rule) {
    const reason = this.#reasons[rule]
    return typeof reason === 'string' ? reason.trim() : ''
  }

  /** The names that no rule has, the reasons that say nothing, and the rules that the migration keeps. */
  mistakes(broken: Rule[]): Mistake[] {
    return Object.keys(this.#reasons).flatMap((name) => {
      if (!isRule(name)) return [mistake(`static safety names ${name}, which is no rule`)]
      if (!this.reasonFor(name)) return [mistake(`static safety gives no reason for ${name}`)]
      if (broken.includes(name)) return []
      return [mistake(`static safety names ${name}, but the migration keeps this rule. Remove it`)]
    })
  }
}

function mistake(why: string): Mistake {
  return { rule: 'safety', why, instead: [] }
}
