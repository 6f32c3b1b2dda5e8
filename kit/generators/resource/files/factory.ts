import { Imports, lines } from '#generators/resource/files/code'
import { belongingsOf, needsFile, type Resource } from '#generators/resource/resource'
import { resourceNames } from '#generators/resource/names'

/** The factory gives the least that a record needs, and makes the records that it belongs to. */
export function factoryFile(resource: Resource) {
  const { names } = resource
  const imports = new Imports()
    .add('@adonisjs/lucid/factories', { byDefault: 'factory' })
    .add(`#models/${names.file}`, { byDefault: names.model })
  const fields = resource.fields.filter(({ isOptional, kind }) => !isOptional && !kind.refersTo)
  if (fields.some(({ kind }) => kind.word === 'datetime'))
    imports.add('luxon', { named: ['DateTime'] })
  if (needsFile(resource)) imports.add('#files/sample_file', { named: ['sampleFile'] })
  for (const field of fields) {
    for (const { from, named } of field.kind.factoryImports?.(field) ?? []) {
      imports.add(from, { named })
    }
  }
  const owners = ownersOf(resource)
  for (const { model } of owners) {
    imports.add(`#database/factories/${resourceNames(model).file}_factory`, {
      named: [`${model}Factory`],
    })
  }
  return lines(
    imports.toString(),
    '',
    `export const ${names.model}Factory = factory`,
    `.define(${names.model}, ${needsFile(resource) ? 'async ' : ''}() => ({`,
    fields.map((field) => `${field.name}: ${field.kind.factory(field, resource)},`),
    '}))',
    owners.map(({ relation, model }) => `.relation('${relation}', () => ${model}Factory)`),
    '.build()'
  )
}

/** The records that a record belongs to, and that tests have to make before it. None has to be of its own kind. */
function ownersOf({ owner, parent, ...resource }: Resource) {
  const others = belongingsOf(resource as Resource).filter(
    ({ args: [model] }) => model !== resource.names.model
  )
  return [
    ...(owner && !owner.isChosen ? [{ relation: owner.name, model: 'User' }] : []),
    ...(parent ? [{ relation: parent.one, model: parent.model }] : []),
    ...others.map(({ given, args: [model] }) => ({
      relation: given,
      model,
    })),
  ]
}
