import { ChangeRefused } from '#generators/changes'
import { checkFieldName } from '#generators/resource/field'
import { resourceNames, type ResourceNames } from '#generators/resource/names'
import { readField, type FieldNotation } from '#generators/resource/notation'

/** The records of another model that a record has: `tags:hasMany(Tag)`. */
export interface Collection {
  /** The relation of the model: `tags`. */
  name: string
  /** The names of the other model. */
  names: ResourceNames
}

/** The collections among the fields that were typed, and the other fields. */
export function splitCollections(sources: string[]) {
  const isCollection = (source: string) => readField(source).type.word.toLowerCase() === 'hasmany'
  return {
    collections: sources.filter(isCollection).map((source) => collectionOf(readField(source))),
    columns: sources.filter((source) => !isCollection(source)),
  }
}

/** @throws ChangeRefused with what to write instead */
function collectionOf(notation: FieldNotation): Collection {
  const { name, type, modifiers, isOptional, source } = notation
  if (type.args.length !== 1 || type.isArray) {
    throw new ChangeRefused(`"${source}": name one model, such as ${name}:hasMany(Tag)`)
  }
  if (isOptional || modifiers.length > 0) {
    throw new ChangeRefused(
      `"${source}": records of another model have no column here, so write ${name}:hasMany(${type.args[0]})`
    )
  }
  checkFieldName(name, source)
  return { name, names: resourceNames(type.args[0]) }
}
