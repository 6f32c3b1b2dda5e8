import type { Node } from 'ts-morph'
import type { ChangeSet } from '#generators/changes'
import { addImport, classOf, editCode } from '#generators/syntax/code'
import { editScript } from '#generators/syntax/component'
import { editTemplate, slotOf } from '#generators/syntax/template'
import { routeOf } from '#generators/resource/files/controller'
import type { Resource } from '#generators/resource/resource'

/** Gives the parent of a nested resource the relation to its records, and its page a link to them. */
export async function addToParent(changes: ChangeSet, resource: Resource, relation: string) {
  if (!resource.parent) return
  await addRelation(changes, resource, relation)
  await addLink(changes, resource)
}

async function addRelation(changes: ChangeSet, { names, parent }: Resource, relation: string) {
  await changes.edit(`app/models/${parent!.file}.ts`, (text) =>
    editCode(text, (file) => {
      if (classOf(file)?.getInstanceMember(relation)) return
      addImport(file, { from: '@adonisjs/lucid/orm', named: ['hasMany'] })
      addImport(file, {
        ...{ from: '@adonisjs/lucid/types/relations', named: ['HasMany'] },
        isType: true,
      })
      addImport(file, { from: `#models/${names.file}`, byDefault: names.model })
      const model = classOf(file)!
      const [first] = model.getMembers()
      const next = model.getStaticMember('list') ?? (first as Node | undefined)
      const relationLines = `@hasMany(() => ${names.model})\ndeclare ${relation}: HasMany<typeof ${names.model}>\n\n`
      file.insertText(next?.getStart(true) ?? model.getEnd() - 1, relationLines)
    })
  )
}

/** A parent without such a page, such as the account, has no link. */
async function addLink(changes: ChangeSet, { names, parent }: Resource) {
  const page = `inertia/pages/${parent!.table}/show.vue`
  if (!(await changes.exists(page))) return
  const address = `urlFor('${routeOf(parent, names)}.index', { ${parent!.file}_id: ${parent!.one}.id })`
  const link = `<UButton :to="${address}" color="neutral" variant="outline" :label="t('${names.table}.title')" />`
  await changes.edit(page, (text) => {
    const edited = editTemplate(text, (template, elements) => {
      const actions = slotOf(elements, 'PageHeader', 'actions')
      const [first] = actions?.children ?? []
      if (first) template.appendLeft(first.loc.start.offset, `${link}\n`)
    })
    return edited === text
      ? text
      : editScript(edited, (file) => addImport(file, { from: '~/client', named: ['urlFor'] }))
  })
}
