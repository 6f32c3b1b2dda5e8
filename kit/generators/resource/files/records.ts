import type { Imports, Line } from '#generators/resource/files/code'
import { belongingsOf, referencesOf, type Resource } from '#generators/resource/resource'
import { resourceNames } from '#generators/resource/names'
import type { Ownership } from '#generators/resource/ownership'

/** Expressions for the tests of a resource: how to make its records and what they need. */
export class Records {
  constructor(
    readonly resource: Resource,
    private ownership: Ownership
  ) {}

  /** `ProjectFactory.merge({ userId: user.id })`, to which `.create()` can be added. */
  factory(user: string, merged: string[] = []) {
    const { parent } = this.resource
    const above = parent ? this.#with(parent.one, parent.model, user) : ''
    return this.#factory(user, above, merged)
  }

  /** A record of the list that a test opens: those of a nested resource belong to one parent. */
  factoryInList(user: string, merged: string[] = []) {
    const { parent } = this.resource
    const ofParent = parent ? [`${parent.one}Id: ${parent.record}.id`] : []
    return this.#factory(user, '', [...ofParent, ...merged])
  }

  #factory(user: string, above: string, merged: string[]) {
    const { names, owner } = this.resource
    const required = belongingsOf(this.resource).filter(({ isOptional }) => !isOptional)
    const accounts = required.filter(({ args: [model] }) => model === 'User')
    const others = required.filter(({ args: [model] }) => model !== 'User')
    const references = others.map(({ given, args: [model] }) => this.#with(given, model, user))
    const attributes = [
      ...(owner && !owner.isChosen ? [`${owner.attribute}: ${user}.id`] : []),
      ...accounts.map(({ name }) => `${name}: ${user}.id`),
      ...merged,
    ]
    const merge = attributes.length > 0 ? `.merge({ ${attributes.join(', ')} })` : ''
    return `${names.model}Factory${above}${references.join('')}${merge}`
  }

  /** The record that the list of a nested resource needs. */
  parentFactory(user: string) {
    const { parent } = this.resource
    return parent ? `${parent.model}Factory${this.ownership.factoryFor(parent.model, user)}` : ''
  }

  addFactory(imports: Imports) {
    addFactory(imports, this.resource.names.model)
  }

  addParentFactory(imports: Imports) {
    if (this.resource.parent) addFactory(imports, this.resource.parent.model)
  }

  /** Whether a stranger must not see the records. */
  get isPrivate() {
    const { owner, parent } = this.resource
    return owner !== undefined || Boolean(parent && this.ownership.isPrivate(parent.model))
  }

  /** The condition of SQL for the rows of a member; undefined if they belong to no member. */
  get rows() {
    const { owner, parent } = this.resource
    if (owner) return `${owner.column} = :id`
    const above = parent && this.ownership.rows(parent.model)
    return above && `${parent.file}_id IN (SELECT id FROM ${parent.table} WHERE ${above})`
  }

  /** The fields of a form with a value that is known before. */
  get typed() {
    return this.resource.fields
      .filter(({ kind }) => !kind.refersTo && !kind.isFile)
      .map((field) => ({ field, sample: field.kind.sample(field, this.resource) }))
  }

  /** The values of a form that is sent: a constant of the file, or a function if they refer to records. */
  declareValues(imports: Imports): Line[] {
    return this.#declare(imports, ({ sample }) => JSON.stringify(sample.typed))
  }

  /** The same for a program, which sends values as it reads them. The types of a form want JSON as text. */
  declareJson(imports: Imports): Line[] {
    return this.#declare(imports, ({ field, sample }) => {
      return field.kind.word === 'json' ? JSON.stringify(sample.typed) : sample.shown
    })
  }

  #declare(imports: Imports, valueOf: (typed: Records['typed'][number]) => string): Line[] {
    const entries = this.typed.map((typed) => {
      const { name, kind } = typed.field
      return `${name}: ${valueOf(typed)}${kind.word === 'enum' ? ' as const' : ''},`
    })
    entries.push(...this.#ownKind.map(({ name }) => `${name}: null,`))
    if (!this.#hasReferences) return ['const values = {', entries, '}']

    if (this.#usesMember) imports.add('#models/user', { byDefault: 'User', isType: true })
    const references = this.#others
    const others = references.filter(({ args: [model] }) => model !== 'User')
    for (const { args } of others) addFactory(imports, args[0])
    return [
      `${others.length > 0 ? 'async ' : ''}function valuesFor(${this.#usesMember ? 'user: User' : ''}) {`,
      others.map(({ given, args: [model] }) => {
        return `const ${given} = await ${model}Factory${this.ownership.factoryFor(model, 'user')}.create()`
      }),
      'return {',
      entries,
      references.map(({ name, given, args: [model], kind }) => {
        const id = `${model === 'User' ? 'user' : given}.id`
        return `${name}: ${kind.refersTo === 'many' ? `[${id}]` : id},`
      }),
      '}',
      '}',
    ]
  }

  /** The line of a test that makes the values, if they are no constant. */
  get makeValues() {
    if (!this.#hasReferences) return undefined
    const isAsync = this.#others.some(({ args: [model] }) => model !== 'User')
    return `const values = ${isAsync ? 'await ' : ''}valuesFor(${this.#usesMember ? 'user' : ''})`
  }

  /** Transformers show the records that a record refers to, so a test loads them. */
  loadReferences(name: string) {
    return referencesOf(this.resource).map(({ given }) => `await ${name}.load('${given}')`)
  }

  /** Whether a record that the form chooses has to belong to the member. */
  get #usesMember() {
    return this.#others.some(({ args: [model] }) => {
      return model === 'User' || this.ownership.factoryFor(model, 'user').includes('user.id')
    })
  }

  get #hasReferences() {
    return this.#others.length > 0
  }

  /** The references to other kinds of records: the tests make one of each. */
  get #others() {
    return referencesOf(this.resource).filter((field) => !this.#ownKind.includes(field))
  }

  /** The references to a record of the same kind, such as the parent of a category. */
  get #ownKind() {
    const { model } = this.resource.names
    return belongingsOf(this.resource).filter((field) => field.args[0] === model)
  }

  #with(relation: string, model: string, user: string) {
    const owner = this.ownership.factoryFor(model, user)
    if (!owner) return `.with('${relation}')`
    return `.with('${relation}', 1, (${relation}Factory) => ${relation}Factory${owner})`
  }
}

export function addFactory(imports: Imports, model: string) {
  imports.add(`#database/factories/${resourceNames(model).file}_factory`, {
    named: [`${model}Factory`],
  })
}
