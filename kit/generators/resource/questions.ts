import string from '@adonisjs/core/helpers/string'
import type { BaseCommand } from '@adonisjs/core/ace'
import { messageOf } from '#console/asking_command'
import { ChangeRefused } from '#generators/changes'
import { checkNewName, withFreeNames } from '#generators/resource/free_names'
import { checkFieldName } from '#generators/resource/field'
import { KINDS, kindNamed } from '#generators/resource/kinds/main'
import { canOwn } from '#generators/resource/owner'
import type { Product } from '#generators/resource/product'
import { readName, resourceOf, type ResourceOrder } from '#generators/resource/resource'

const NEW_MODEL = 'a new model'
const EVERYBODY = 'everybody'
const TYPE_WIDTH = 24
const COLLECTION = {
  word: 'hasMany',
  example: 'hasMany(Tag)',
  about: 'records of a new resource, which is nested in this one',
}
const RULES = {
  cascade: 'this record is deleted too',
  restrict: 'it cannot be deleted',
  setNull: 'this field becomes empty',
}

/**
 * The questions of `make:resource` for everything that the command line leaves open. A wrong answer is refused at once,
 * with the message of the command line.
 */
export class ResourceQuestions {
  readonly #prompt: BaseCommand['prompt']
  readonly #product: Product

  constructor(prompt: BaseCommand['prompt'], product: Product) {
    this.#prompt = prompt
    this.#product = product
  }

  askName() {
    return this.#prompt.ask('Name of one record, such as Project or Project/Task', {
      validate: (answer) => messageOf(() => this.#checkName(answer)),
    })
  }

  #checkName(name: string) {
    const named = withFreeNames(this.#product, () => readName(name))
    checkNewName(named, this.#product)
  }

  /** Asks for fields, then for the options that were not given. */
  async complete(given: ResourceOrder): Promise<ResourceOrder> {
    const order = { ...given, fields: await this.#askFields(given) }
    if (order.ownedBy === undefined && !order.name.includes('/')) {
      order.ownedBy = await this.#askOwner(order)
    }
    order.softDelete ??= await this.#prompt.confirm('Can a deleted record be restored?')
    order.api ??= await this.#prompt.confirm('Can programs use it, by the API?')
    return order
  }

  async #askOwner(order: ResourceOrder) {
    const check = (ownedBy?: string) => messageOf(() => resourceOf({ ...order, ownedBy }))
    const able = resourceOf(order).fields.filter(canOwn)
    if (able.length === 0) {
      const isOwned = await this.#prompt.confirm(
        'Does each record belong to the member who made it?',
        { hint: 'only they see it', validate: (answer) => check(answer ? 'user' : undefined) }
      )
      return isOwned ? 'user' : undefined
    }
    const owners = [
      { name: EVERYBODY, message: 'everybody: every member' },
      ...able.map(({ given }) => ({ name: given, message: `${given}: chosen in the form` })),
      { name: 'user', message: 'user: the member who made it' },
    ]
    const chosen = await this.#prompt.choice('Which member sees a record?', owners, {
      validate: (answer) => answer === EVERYBODY || check(answer),
    })
    return chosen === EVERYBODY ? undefined : chosen
  }

  async #askFields(order: ResourceOrder) {
    const fields: string[] = []
    for (;;) {
      const name = await this.#askFieldName({ ...order, fields })
      if (!name) return fields
      fields.push(await this.#askField(name, { ...order, fields }))
    }
  }

  #askFieldName(order: ResourceOrder) {
    const number = order.fields.length + 1
    const end = number === 1 ? 'such as title or dueOn' : 'empty if there is no other'
    return this.#prompt.ask(`Name of field ${number}, ${end}`, {
      validate: (answer) =>
        answer || number === 1
          ? messageOf(() => {
              checkFieldName(answer, answer)
              resourceOf(withField(order, `${answer}:integer`))
            })
          : true,
    })
  }

  async #askField(name: string, order: ResourceOrder) {
    const word = await this.#askType(name)
    if (word === COLLECTION.word)
      return `${name}:${word}(${await this.#askCollection(name, order)})`
    const type = await this.#askArguments(name, word, order)
    const modified = await this.#askModifiers(type, order)
    return this.#askDefault(modified, order)
  }

  /** Typed letters search the example and its meaning. */
  #askType(name: string) {
    const words = new Map(
      [...KINDS, COLLECTION].map(({ word, example, about }) => [
        `${example.padEnd(TYPE_WIDTH)}${about}`,
        word,
      ])
    )
    return this.#prompt.autocomplete(`Type of "${name}", letters search it`, [...words.keys()], {
      limit: 10,
      result: (chosen) => words.get(chosen) ?? chosen,
    })
  }

  async #askArguments(name: string, word: string, order: ResourceOrder) {
    const { refersTo, asks } = kindOf(word)
    if (refersTo) return `${name}:${word}(${await this.#askModel(name, refersTo, order)})`
    if (!asks) return `${name}:${word}`
    const sourceOf = (answer: string) => (answer ? `${name}:${word}(${answer})` : `${name}:${word}`)
    const answer = await this.#prompt.ask(`"${name}": ${asks}`, {
      validate: (text) => this.#check(order, sourceOf(text)),
    })
    return sourceOf(answer)
  }

  async #askModel(name: string, refersTo: 'one' | 'many', order: ResourceOrder) {
    const { models, modelFiles } = this.#product
    const known = [...models.keys()].filter((model) => modelFiles.has(string.snakeCase(model)))
    const choices = refersTo === 'many' ? [NEW_MODEL, ...known.sort()] : known.sort()
    const model = await this.#prompt.autocomplete(
      `Model of "${name}", letters search it`,
      choices,
      { limit: 10 }
    )
    if (model !== NEW_MODEL) return model
    const suggestion = string.pascalCase(string.singular(name))
    return this.#prompt.ask(`Name of the new model, such as ${suggestion}`, {
      default: suggestion,
      validate: (answer) => this.#checkModel(order, `${name}:manyToMany(${answer})`, answer),
    })
  }

  #askCollection(name: string, order: ResourceOrder) {
    const suggestion = string.pascalCase(string.singular(name))
    return this.#prompt.ask(`Name of one of the ${name}`, {
      default: suggestion,
      validate: (answer) => this.#checkModel(order, `${name}:hasMany(${answer})`, answer),
    })
  }

  async #askModifiers(source: string, order: ResourceOrder) {
    const { kind, name, target } = partsOf(source)
    if (kind.refersTo === 'many') return source
    const can = (word: string) => kind.modifiers.includes(word)
    const choices = [
      { name: 'optional', message: 'optional: it may be empty' },
      ...(can('unique')
        ? [{ name: 'unique', message: 'unique: no two records have the same' }]
        : []),
      ...(can('index')
        ? [{ name: 'index', message: 'index: it is searched or sorted often' }]
        : []),
    ]
    const chosen = await this.#prompt.multiple(`"${name}" is`, choices, {
      hint: 'Space marks one, Enter goes on',
    })
    const marks = ['unique', 'index'].filter((word) => chosen.includes(word))
    const isOptional = chosen.includes('optional')
    const modified = [`${source}${isOptional ? '?' : ''}`, ...marks].join(':')
    if (!can('onDelete')) return modified
    const rules = Object.entries(RULES)
      .filter(([rule]) => isOptional || rule !== 'setNull')
      .map(([rule, about]) => ({ name: rule, message: `${rule}: ${about}` }))
    const rule = await this.#prompt.choice(`If the ${target} of "${name}" is deleted`, rules, {
      validate: () => this.#check(order, modified),
    })
    return `${modified}:onDelete(${rule})`
  }

  async #askDefault(source: string, order: ResourceOrder) {
    const { kind, name } = partsOf(source)
    if (!kind.modifiers.includes('default')) return source
    const sourceOf = (value: string) => (value ? `${source}:default(${quoted(value)})` : source)
    const answer = await this.#prompt.ask(`"${name}": value of new records, empty for none`, {
      validate: (text) => this.#check(order, sourceOf(text)),
    })
    return sourceOf(answer)
  }

  #check(order: ResourceOrder, source: string) {
    return messageOf(() => resourceOf(withField(order, source)))
  }

  #checkModel(order: ResourceOrder, source: string, model: string) {
    return messageOf(() => {
      resourceOf(withField(order, source))
      this.#checkName(model)
    })
  }
}

/** The command that does the same without a question. */
export function commandOf({ name, fields, ownedBy, softDelete, api, icon }: ResourceOrder) {
  const flags = [
    ownedBy && `--owned-by=${ownedBy}`,
    softDelete && '--soft-delete',
    api && '--api',
    icon && `--icon=${icon}`,
  ]
  const words = [name, ...fields, ...flags.filter((flag) => typeof flag === 'string')]
  return ['node ace make:resource', ...words.map(inShell)].join(' ')
}

function inShell(word: string) {
  return /^[\w:.,=/-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`
}

function withField(order: ResourceOrder, source: string) {
  return { ...order, fields: [...order.fields, source] }
}

function kindOf(word: string) {
  const found = kindNamed(word)
  if ('kind' in found) return found.kind
  throw new ChangeRefused(`There is no type "${word}"`)
}

function partsOf(source: string) {
  const [name, type] = source.split(':')
  const [, word, target] = /^([A-Za-z]+(?:\[\])?)(?:\((.*)\))?/.exec(type)!
  return { name, kind: kindOf(word), target }
}

/** In quotes, a value may have commas, colons and parentheses. */
function quoted(value: string) {
  if (!/[,:()'"?]|^\s|\s$/.test(value)) return value
  return value.includes('"') ? `'${value}'` : `"${value}"`
}
