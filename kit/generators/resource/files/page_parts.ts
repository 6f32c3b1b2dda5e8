import { Imports, lines, type Line } from '#generators/resource/files/code'
import { routeOf } from '#generators/resource/files/controller'
import { excerptOf, titleOf, type Resource } from '#generators/resource/resource'

/** The parts that the pages of a resource have in common. */
export function pageContext(resource: Resource) {
  const { names, parent } = resource
  const route = routeOf(parent, names)
  const title = titleOf(resource)?.name
  const parentParams = parent ? `{ ${parent.file}_id: ${parent.one}.value }` : ''
  return {
    ...{ names, parent, route, resource },
    data: `Data.${names.model}`,
    title,
    name: nameOf(resource),
    id: `{ id: ${names.one}.id }`,
    toIndex: parent
      ? `urlFor('${route}.index', { ${parent.file}_id: ${names.one}.${parent.one}Id })`
      : `urlFor('${route}.index')`,
    parentProp: parent ? `${parent.one}: Option` : undefined,
    above: crumbsAbove(resource),
    propAbove: resource.above?.route ? `${parent!.one}: Option` : undefined,
    indexOfParent: `urlFor('${route}.index'${parentParams && `, ${parentParams}`})`,
    toCreate: `urlFor('${route}.create'${parentParams && `, ${parentParams}`})`,
    storeParams: parentParams,
  }
}

/** The expression that names a record in a heading. */
function nameOf(resource: Resource) {
  const { one } = resource.names
  const title = titleOf(resource)
  const text = excerptOf(resource)
  if (title) return `${one}.${title.name}`
  return text ? `excerpt(${one}.${text.name})` : `\`#\${${one}.id}\``
}

/** For a page that names a record, or shows a text in a list. */
export function importExcerpt(imports: Imports) {
  return imports.add('~/excerpt', { named: ['excerpt'] })
}

export const crumb = (label: string, to: string) => `{ label: ${label}, to: ${to} }`

/** The pages of the parent, as items of the breadcrumb. */
export function crumbsAbove({ parent, above }: Resource) {
  if (!parent || !above?.route) return []
  const record = crumb(
    `${parent.one}.label`,
    `urlFor('${above.route}.show', { id: ${parent.one}.value })`
  )
  const list = crumb(`t('${parent.table}.title')`, `urlFor('${above.route}.index')`)
  return above.hasList ? [list, record] : [record]
}

export type PageContext = ReturnType<typeof pageContext>

export function script(imports: Imports, ...parts: Line[]) {
  return lines('<script setup lang="ts">', imports.toString(), '', ...parts, '</script>', '')
}

/** @param hasOption whether the page gets a record as an option */
export function basics(hasOption: boolean) {
  const imports = new Imports()
  if (hasOption) imports.add('#lists/main', { named: ['Option'], isType: true })
  return imports
    .add('~/client', { named: ['urlFor'] })
    .add('~/components/page_header.vue', { byDefault: 'PageHeader' })
    .add('~/composables/use_translations', { named: ['useTranslations'] })
    .add('~/types', { named: ['LayoutProps'], isType: true })
}

/** The menu marks the page that a nested resource is reached from. */
export function layout(key: string, { above }: Resource) {
  const area = above ? `, area: '${above.area}'` : ''
  return `defineOptions({ layout: { title: '${key}', hasHeader: true${area} } satisfies LayoutProps })`
}
