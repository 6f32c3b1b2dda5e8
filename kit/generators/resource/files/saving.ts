import { validatorNames } from '#generators/resource/files/validator'
import {
  filesOf,
  linksOf,
  needsFile,
  referencesOf,
  type Resource,
} from '#generators/resource/resource'

/** The values of a form, whose files are on the disk. */
export function validating(resource: Resource, isNew: boolean) {
  const facts = [
    referencesOf(resource).length > 0 && 'user',
    needsFile(resource) && `isNew: ${isNew}`,
  ].filter(Boolean)
  const meta = facts.length > 0 ? `, { meta: { ${facts.join(', ')} } }` : ''
  const values = `await request.validateUsing(${validatorNames(resource).save}${meta})`
  return filesOf(resource).length > 0
    ? `await keepFiles('${resource.names.table}', ${values})`
    : values
}

/** The lines that store a record and the records that it is linked to: all of them or none. */
export function savingOf(resource: Resource) {
  const { names, parent, owner } = resource
  const maker = owner && !owner.isChosen ? `, ${owner.attribute}: user.id` : ''
  const above = maker || (parent ? `, ${parent.one}Id: ${parent.one}.id` : '')
  const made = above ? `{ ...values${above} }` : 'values'
  const links = linksOf(resource)
  if (links.length === 0) {
    return {
      create: [`const ${names.one} = await ${names.model}.create(${made})`],
      update: [`await ${names.one}.merge(values).save()`],
    }
  }
  const sync = (record: string) =>
    links.map(({ name, given }) => `await ${record}.related('${given}').sync(${name})`)
  return {
    create: [
      `const ${names.one} = await db.transaction(async (trx) => {`,
      `const created = await ${names.model}.create(${made}, { client: trx })`,
      ...sync('created'),
      'return created',
      '})',
    ],
    update: [
      'await db.transaction(async (trx) => {',
      `await ${names.one}.useTransaction(trx).merge(values).save()`,
      ...sync(names.one),
      '})',
    ],
  }
}
