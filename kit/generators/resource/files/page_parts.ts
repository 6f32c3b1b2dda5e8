import { Imports, lines, type Line } from '#generators/resource/files/code'
import { routeOf } from '#generators/resource/files/controller'
import { titleOf, type Resource } from '#generators/resource/resource'

/** The parts that the pages of a resource have in common. */
export function pageContext(resource: Resource) {
  const { names, parent } = resource
  const route = routeOf(parent, names)
  const title = titleOf(resource)?.name
  const parentParams = parent ? `{ ${parent.file}_id: ${parent.one}.id }` : ''
  return {
    ...{ names, parent, route, resource },
    data: `Data.${names.model}`,
    title,
    name: title ? `${names.one}.${title}` : `\`#\${${names.one}.id}\``,
    id: `{ id: ${names.one}.id }`,
    toIndex: parent
      ? `urlFor('${route}.index', { ${parent.file}_id: ${names.one}.${parent.one}Id })`
      : `urlFor('${route}.index')`,
    parentProp: parent ? `${parent.one}: { id: number }` : undefined,
    indexOfParent: `urlFor('${route}.index'${parentParams && `, ${parentParams}`})`,
    toCreate: `urlFor('${route}.create'${parentParams && `, ${parentParams}`})`,
    storeParams: parentParams,
  }
}

export type PageContext = ReturnType<typeof pageContext>

export function script(imports: Imports, ...parts: Line[]) {
  return lines('<script setup lang="ts">', imports.toString(), '', ...parts, '</script>', '')
}

export function basics() {
  return new Imports()
    .add('~/client', { named: ['urlFor'] })
    .add('~/components/page_header.vue', { byDefault: 'PageHeader' })
    .add('~/composables/use_translations', { named: ['useTranslations'] })
    .add('~/types', { named: ['LayoutProps'], isType: true })
}

export const layout = (key: string) =>
  `defineOptions({ layout: { title: '${key}', hasHeader: true } satisfies LayoutProps })`
