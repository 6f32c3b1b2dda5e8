import string from '@adonisjs/core/helpers/string'

/** A step from a record to the record that it belongs to. */
interface Step {
  relation: string
  model: string
}

/** Whose the records of each model are, by the columns of the tables. */
export class Ownership {
  constructor(private models: Map<string, string[]>) {}

  /** Whether the records belong to members, themselves or through a record above them. */
  isPrivate(model: string) {
    return model === 'User' || this.#stepsTo(model) !== undefined
  }

  /** The part of a query that leaves the records of a member: `.where('userId', user.id)`. */
  condition(model: string) {
    if (model === 'User') return ".where('id', user.id)"
    const steps = this.#stepsTo(model)
    if (!steps) return ''
    const own = "where('userId', user.id)"
    return steps.reduceRight(
      (inner, { relation }) => `.whereHas('${relation}', (${relation}) => ${relation}${inner})`,
      `.${own}`
    )
  }

  /** The part of a factory that makes the record of a member: `.merge({ userId: user.id })`. */
  factoryFor(model: string, user: string) {
    const steps = this.#stepsTo(model)
    if (model === 'User' || !steps) return ''
    return steps.reduceRight(
      (inner, { relation }) => `.with('${relation}', 1, (${relation}) => ${relation}${inner})`,
      `.merge({ userId: ${user}.id })`
    )
  }

  /** The steps to a record with a `userId`; undefined if there is none. */
  #stepsTo(model: string, depth = 0): Step[] | undefined {
    const attributes = this.models.get(model) ?? []
    if (attributes.includes('userId')) return []
    if (depth > 3) return undefined
    for (const attribute of attributes.filter((name) => name.endsWith('Id'))) {
      const relation = attribute.slice(0, -2)
      const above = string.pascalCase(relation)
      const steps = this.models.has(above) && above !== 'User' && this.#stepsTo(above, depth + 1)
      if (steps) return [{ relation, model: above }, ...steps]
    }
  }
}
