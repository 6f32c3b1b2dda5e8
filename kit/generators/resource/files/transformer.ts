import { Imports, lines } from '#generators/resource/files/code'
import { fileNames } from '#generators/resource/files/file_controllers'
import type { Field } from '#generators/resource/field'
import { filesOf, linksOf, referencesOf, type Resource } from '#generators/resource/resource'

export function transformerFile(resource: Resource) {
  const { names, isSoftDeleted } = resource
  const imports = new Imports()
    .add('@adonisjs/core/transformers', { named: ['BaseTransformer'] })
    .add(`#models/${names.file}`, { byDefault: names.model, isType: true })
  const fields = resource.fields
  for (const { kind } of referencesOf(resource)) {
    imports.add('#lists/main', { named: [kind.refersTo === 'many' ? 'optionsFrom' : 'optionOf'] })
  }
  if (filesOf(resource).length > 0) imports.add('#files/main', { named: ['shownFile'] })
  const owner = resource.parent ? [`${resource.parent.one}Id`] : []
  const plain = [
    'id',
    ...owner,
    ...fields
      .filter(({ kind }) => !kind.shows && !kind.isFile && kind.refersTo !== 'many')
      .map(({ name }) => name),
  ]
  const shown = fields.filter(({ kind }) => kind.shows).map(showLine)
  return lines(
    imports.toString(),
    '',
    `export default class ${names.model}Transformer extends BaseTransformer<${names.model}> {`,
    resource.hasApi && [
      'toObject() {',
      'return {',
      '...this.forApi(),',
      referencesOf(resource).map((field) => referenceLine(field)),
      '}',
      '}',
      '',
    ],
    resource.hasApi ? 'forApi() {' : 'toObject() {',
    'return {',
    `...this.pick(this.resource, [${plain.map((name) => `'${name}'`).join(', ')}]),`,
    shown,
    filesOf(resource).map((field) => fileLine(field, resource)),
    resource.hasApi && linksOf(resource).map((link) => idsLine(link)),
    !resource.hasApi && referencesOf(resource).map((field) => referenceLine(field)),
    'createdAt: this.resource.createdAt.toISO()!,',
    isSoftDeleted && 'deletedAt: this.resource.deletedAt?.toISO() ?? null,',
    '}',
    '}',
    '}'
  )
}

/** `owner: optionOf(this.resource.owner, 'name'),` */
function referenceLine({ given, target, kind }: Field) {
  const option = kind.refersTo === 'many' ? 'optionsFrom' : 'optionOf'
  return `${given}: ${option}(this.resource.${given}, '${target!.label}'),`
}

/** `cover: shownFile(this.resource.cover, `/projects/${this.resource.id}/cover`),` */
function fileLine(field: Field, resource: Resource) {
  const address = fileNames(resource, field).path.replace(':id', '${this.resource.id}')
  return `${field.name}: shownFile(this.resource.${field.name}, \`/${address}\`),`
}

/** `tagIds: this.resource.tags.map(({ id }) => id),` */
function idsLine({ name, given }: Field) {
  return `${name}: this.resource.${given}.map(({ id }) => id),`
}

/** `dueAt: this.resource.dueAt?.toISO() ?? null,` */
function showLine(field: Field) {
  return `${field.name}: ${field.kind.shows!(field, `this.resource.${field.name}`)},`
}
