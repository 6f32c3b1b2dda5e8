import string from '@adonisjs/core/helpers/string'
import { ChangeRefused } from '#generators/changes'
import { readField, type FieldNotation, type Term } from '#generators/resource/notation'
import { RESERVED_WORDS, resourceNames, type ResourceNames } from '#generators/resource/names'
import { nounOf } from '#generators/resource/kinds/words'
import { kindNamed, type Kind } from '#generators/resource/kinds/main'

/** A field of a resource, as the templates need it. */
export interface Field {
  /** The attribute of the model, the name in the form and in the validator: `dueAt`, `ownerId`. */
  name: string
  /** `due_at` */
  column: string
  /** `due date`: in the middle of a sentence. */
  noun: string
  /** The name that was typed: `owner` of `ownerId`. */
  given: string
  kind: Kind
  /** The arguments of the type: `['12', '2']`. */
  args: string[]
  isOptional: boolean
  isUnique: boolean
  isIndexed: boolean
  /** The value of new records, as it was typed. */
  defaultValue?: string
  /** For a reference: the model that it leads to. `names` and `label` are known once the product is read. */
  target?: Target
  /** For a record that another one refers to: what happens when that one is deleted. */
  onDelete?: 'CASCADE' | 'RESTRICT' | 'SET NULL'
}

/** The model that a reference leads to. */
export interface Target {
  names: ResourceNames
  /** The attribute that names one of its records. */
  label: string
  /** The part of a query that leaves those of a member, `.where('userId', user.id)`; empty if all may be chosen. */
  condition: string
}

/** Lucid's types of relations have these attributes, so a record that another one refers to cannot. */
export const RELATION_WORDS = ['client', 'instance', 'builder', 'subQuery']

/** Attributes that every model has, or whose names Lucid, forms and lists use. */
const TAKEN = new Set([
  ...[
    'id',
    'createdAt',
    'updatedAt',
    'deletedAt',
    'search',
    'sort',
    'page',
    'after',
    'before',
    'errors',
  ],
  ...[
    'save',
    'delete',
    'merge',
    'fill',
    'refresh',
    'restore',
    'forceDelete',
    'related',
    'load',
    'lock',
  ],
  ...[
    'preload',
    'serialize',
    'toJSON',
    'toObject',
    'toAttributes',
    'isDirty',
    'useTransaction',
    'trx',
  ],
  ...[
    'constructor',
    'prototype',
    'hasOwnProperty',
    'toString',
    'valueOf',
    'lang',
    'can',
    'method',
    'list',
  ],
  // The table of a list has slots of these names.
  ...['actions', 'empty', 'filters', 'selected'],
  // Tuyau's types of a request have these, and Lucid's models and relations the others.
  ...['query', 'params', 'headers', 'cookies'],
  ...['loadCount', 'loadOnce', 'useConnection', ...RELATION_WORDS],
])

const LONGEST_NAME = 48

/** @throws ChangeRefused with the field and what to write instead */
export function parseFields(sources: string[]) {
  const fields = sources.map((source) => fieldOf(readField(source)))
  for (const [index, field] of fields.entries()) {
    const { given } = field
    if (fields.slice(0, index).some((other) => isSame(field, other))) {
      throw new ChangeRefused(
        `The field "${given}" is there twice. Give each field a name of its own, such as ${string.camelCase(`other_${given}`)}`
      )
    }
  }
  return fields
}

/** A reference has the name that was typed and that of its attribute. The values of a choice are a constant. */
function isSame(one: Field, other: Field) {
  const namesOf = ({ name, given, kind }: Field) => {
    return [name, given, ...(kind.word === 'enum' ? [`${string.plural(name)} of an enum`] : [])]
  }
  return namesOf(one).some((name) => namesOf(other).includes(name))
}

function fieldOf(notation: FieldNotation): Field {
  const { name: given, source, isOptional } = notation
  const kind = kindOf(notation)
  const args = argsOf(kind, notation)
  checkFieldName(given, source)
  const name = kind.attribute?.(given) ?? given
  const modifiers = modifiersOf(notation.modifiers, kind, source)
  if (modifiers.onDelete === 'SET NULL' && !isOptional) {
    throw new ChangeRefused(
      `"${source}": only an optional field can become empty. Write ${given}:…? or another onDelete`
    )
  }
  const field = {
    ...{ name, given, kind, args, isOptional },
    column: string.snakeCase(name),
    noun: nounOf(given),
    ...modifiers,
  }
  const mistake = field.defaultValue === undefined ? undefined : kind.checkDefault?.(field)
  if (mistake) throw new ChangeRefused(`"${source}": ${mistake}`)
  return field
}

function kindOf({ type, source }: FieldNotation) {
  const word = type.isArray ? `${type.word}[]` : type.word
  const kind = kindNamed(word)
  if ('kind' in kind) return kind.kind
  const advice = kind.closest ? `Did you mean ${kind.closest}? ` : ''
  throw new ChangeRefused(
    `"${source}": there is no type "${word}". ${advice}The types are ${[...kind.words, 'hasMany'].join(', ')}`
  )
}

function argsOf(kind: Kind, { type, source }: FieldNotation) {
  const mistake =
    kind.checkArgs?.(type.args) ??
    (kind.checkArgs || !type.args.length ? undefined : 'takes no arguments')
  if (mistake)
    throw new ChangeRefused(`"${source}": ${type.word} ${mistake}, such as ${kind.example}`)
  return kind.refersTo ? [resourceNames(type.args[0]).model] : type.args
}

/**
 * The same field with another name.
 * @throws ChangeRefused with a better name
 */
export function withName(field: Field, given: string): Field {
  checkFieldName(given, given)
  const name = field.kind.attribute?.(given) ?? given
  return { ...field, name, given, column: string.snakeCase(name), noun: nounOf(given) }
}

/** @throws ChangeRefused with a better name */
export function checkFieldName(name: string, source: string) {
  const letters = name.normalize('NFD').replace(/\p{M}/gu, '')
  const suggestion = string.camelCase(letters.replace(/[^A-Za-z0-9]+/g, ' ')) || 'title'
  if (!/^[a-z][A-Za-z0-9]*$/.test(name)) {
    throw new ChangeRefused(
      `"${source}": write the name in camelCase, such as ${string.camelCase(suggestion.replace(/^\d+/, '')) || 'title'}`
    )
  }
  if (string.camelCase(string.snakeCase(name)) !== name) {
    throw new ChangeRefused(
      `"${source}": the column of "${name}" would not lead back to this name. Try ${string.camelCase(string.snakeCase(name))}`
    )
  }
  if (name.length > LONGEST_NAME) {
    const shorter = string
      .camelCase(string.snakeCase(name).split('_').slice(0, 3).join('_'))
      .slice(0, LONGEST_NAME)
    throw new ChangeRefused(
      `"${source}": the name is longer than ${LONGEST_NAME} characters. Try ${shorter}`
    )
  }
  if (TAKEN.has(name) || RESERVED_WORDS.has(name)) {
    throw new ChangeRefused(
      `"${source}": "${name}" has a meaning of its own. Try ${name}Value or a longer name`
    )
  }
}

const MODIFIERS = ['unique', 'index', 'default(…)', 'onDelete(cascade|restrict|setNull)']

function modifiersOf(modifiers: Term[], kind: Kind, source: string) {
  const of = (word: string) => modifiers.find((modifier) => modifier.word === word)
  const unknown = modifiers.find(
    ({ word }) => !['unique', 'index', 'default', 'onDelete'].includes(word)
  )
  if (unknown) {
    throw new ChangeRefused(
      `"${source}": "${unknown.word}" is no modifier. There are ${MODIFIERS.join(', ')}`
    )
  }
  for (const [index, { word }] of modifiers.entries()) {
    if (modifiers.slice(0, index).some((modifier) => modifier.word === word)) {
      throw new ChangeRefused(`"${source}": "${word}" is there twice`)
    }
    if (!kind.modifiers.includes(word)) {
      throw new ChangeRefused(`"${source}": a field of the type ${kind.word} cannot be "${word}"`)
    }
  }
  const defaultValue = of('default')
  if (defaultValue && defaultValue.args.length !== 1) {
    throw new ChangeRefused(`"${source}": write the value of new records, such as default(1)`)
  }
  return {
    isUnique: Boolean(of('unique')),
    isIndexed: Boolean(of('index')),
    defaultValue: defaultValue?.args[0],
    onDelete: of('onDelete') && onDeleteOf(of('onDelete')!, source),
  }
}

function onDeleteOf({ args: [rule] }: Term, source: string) {
  const rules = { cascade: 'CASCADE', restrict: 'RESTRICT', setNull: 'SET NULL' } as const
  if (rule && rule in rules) return rules[rule as keyof typeof rules]
  throw new ChangeRefused(
    `"${source}": write onDelete(cascade), onDelete(restrict) or onDelete(setNull)`
  )
}
