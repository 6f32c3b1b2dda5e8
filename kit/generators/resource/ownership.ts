import string from '@adonisjs/core/helpers/string'
import { resourceNames } from '#generators/resource/names'
import type { Product, Relation } from '#generators/resource/product'

/** Models refer to each other in circles, so the search ends somewhere. */
const DEEPEST = 4

/** Whose the records of each model are, and what has to exist before one of them. */
export class Ownership {
  constructor(private relations: Product['relations']) {}

  /** Whether the records belong to members, themselves or through a record above them. */
  isPrivate(model: string) {
    return model === 'User' || this.#stepsTo(model) !== undefined
  }

  /** The part of a query that leaves the records of a member: `.where('userId', user.id)`. */
  condition(model: string) {
    if (model === 'User') return ".where('id', user.id)"
    const steps = this.#stepsTo(model)
    if (!steps) return ''
    const owner = this.#ownerOf(steps.at(-1)?.model ?? model)
    return steps.reduceRight(
      (inner, { name }) => `.whereHas('${name}', (${name}) => ${name}${inner})`,
      `.where('${owner!.attribute}', user.id)`
    )
  }

  /** The condition of SQL for the rows of a member, `user_id = :id`; undefined if the records belong to nobody. */
  rows(model: string) {
    const steps = this.#stepsTo(model)
    if (!steps) return undefined
    const owner = this.#ownerOf(steps.at(-1)?.model ?? model)!
    return steps.reduceRight(
      (inner, { attribute, model: above }) =>
        `${string.snakeCase(attribute)} IN (SELECT id FROM ${resourceNames(above).table} WHERE ${inner})`,
      `${string.snakeCase(owner.attribute)} = :id`
    )
  }

  /** The part of a factory that makes the record of a member, with all that it needs: `.merge({ userId: user.id })`. */
  factoryFor(model: string, user: string, depth = 0): string {
    const required = this.#of(model).filter(({ isRequired }) => isRequired)
    const accounts = required.filter((relation) => relation.model === 'User')
    const others = depth < DEEPEST ? required.filter((relation) => relation.model !== 'User') : []
    const merged = accounts.map(({ attribute }) => `${attribute}: ${user}.id`).join(', ')
    const related = others.map(({ name, model: above }) => {
      const inner = this.factoryFor(above, user, depth + 1)
      return inner
        ? `.with('${name}', 1, (${name}Factory) => ${name}Factory${inner})`
        : `.with('${name}')`
    })
    return related.join('') + (merged ? `.merge({ ${merged} })` : '')
  }

  /** The steps to a record that has an owner; undefined if there is none. */
  #stepsTo(model: string, depth = 0): Relation[] | undefined {
    const relations = this.#of(model)
    if (this.#ownerOf(model)) return []
    if (depth >= DEEPEST) return undefined
    for (const relation of relations.filter((one) => one.model !== 'User' && one.isRequired)) {
      const steps = this.#stepsTo(relation.model, depth + 1)
      if (steps) return [relation, ...steps]
    }
  }

  /** The attribute with the owner of a record of the model. */
  #ownerOf(model: string) {
    return this.#of(model).find(({ isOwner }) => isOwner)
  }

  #of(model: string) {
    return this.relations.get(model) ?? []
  }
}
