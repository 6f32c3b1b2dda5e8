import { lines, type Imports, type Line } from '#generators/resource/files/code'
import { routeOf } from '#generators/resource/files/controller'
import {
  basics,
  crumbsAbove,
  importExcerpt,
  layout,
  script,
} from '#generators/resource/files/page_parts'
import type { Field } from '#generators/resource/field'
import { DATE_TIME } from '#generators/resource/kinds/times'
import { resourceNames } from '#generators/resource/names'
import {
  excerptOf,
  filteredReferences,
  filtersOf,
  titleOf,
  type Resource,
} from '#generators/resource/resource'
import { scaleOf } from '#generators/resource/kinds/numbers'
import { valuesKey } from '#generators/resource/texts'

export function indexPage(resource: Resource) {
  const { names, parent } = resource
  const route = routeOf(parent, names)
  const params = parent ? `, { ${parent.file}_id: ${parent.one}.value }` : ''
  const above = crumbsAbove(resource)
  const breadcrumb = above.length > 0 ? ` :breadcrumb="[${above.join(', ')}]"` : ''
  const row = `Data.${names.model}`
  const hasOptions = parent !== undefined || filteredReferences(resource).length > 0
  const imports = basics(hasOptions)
    .add('@generated/data', { named: ['Data'], isType: true })
    .add('~/components/data_table.vue', { byDefault: 'DataTable' })
    .add('~/data_table', { named: ['Column'], isType: true })
    .add('~/types', { named: ['ChoiceOf', 'ListPage'], isType: true })
    .add('vue', { named: ['computed'] })
  if (listedColumns(resource).some(isText)) importExcerpt(imports)
  const hasTimes = listedColumns(resource).some(({ kind }) => kind.word === 'time')
  if (hasTimes) imports.add('~/composables/use_formats', { named: ['useFormats'] })
  const filters = filtersOf(resource).map((field) => filterInput(field, resource, imports))
  const choices = filteredReferences(resource).map(({ given }) => `${given}: Option[]`)
  if (resource.isSoftDeleted) {
    imports.add('~/form', { named: ['Form'] })
    filters.push(deletedFilter(imports))
  }
  return lines(
    script(
      imports,
      layout(`${names.table}.title`, resource),
      '',
      'defineProps<{',
      `choice: ChoiceOf<'${route}.index'>`,
      choices.length > 0 && `choices: { ${choices.join('; ')} }`,
      `${names.many}: ListPage<${row}>`,
      parent && `${parent.one}: Option`,
      'can: { create: boolean }',
      '}>()',
      '',
      'const { t } = useTranslations()',
      hasTimes && 'const formats = useFormats()',
      `const columns = computed<Column<${row}>[]>(() => [`,
      listedColumns(resource).map((field, index) => columnLine(field, resource, index)),
      '])'
    ),
    '<template>',
    '<div class="mx-auto w-full max-w-5xl space-y-6">',
    `<PageHeader :title="t('${names.table}.title')"${breadcrumb}>`,
    '<template #actions>',
    `<UButton v-if="can.create" :to="urlFor('${route}.create'${params})" icon="i-lucide-plus" :label="t('${names.table}.new')" />`,
    '</template>',
    '</PageHeader>',
    `<DataTable route="${route}.index" :rows="${names.many}" :choice="choice" :columns="columns" :label="t('${names.table}.title')">`,
    filters.length > 0 && ['<template #filters="{ fields }">', filters, '</template>'],
    resource.isSoftDeleted && restoreButton(resource),
    '</DataTable>',
    '</div>',
    '</template>'
  )
}

/**
 * The value that leads to the page of a record comes first: its name, else one that every record has and that can be read.
 * Records without a name are known by their texts, of which the list shows the first lines.
 */
function listedColumns(resource: Resource) {
  const title = titleOf(resource)
  const columns = resource.fields.filter((field) => {
    return isText(field) ? !title : !field.kind.list.isHidden
  })
  const first = title ?? excerptOf(resource) ?? columns.find(isReadable) ?? CREATED
  return [first, ...columns.filter((field) => field !== first)]
}

const isText = ({ kind }: Field) => kind.word === 'text'

const isReadable = ({ kind, isOptional }: Field) =>
  !isOptional && !['belongsTo', 'enum', 'time', 'boolean'].includes(kind.word)

/** Every record has it. */
const CREATED = {
  ...{ name: 'createdAt', given: 'createdAt', column: 'created_at', noun: 'time', args: [] },
  ...{ isOptional: false, isUnique: false, isIndexed: false, kind: DATE_TIME },
} satisfies Field

/** The others are for those who choose them, and so is the owner, who is the same in each row. */
const SHOWN_COLUMNS = 5

/** `{ key: 'name', label: t('projects.fields.name') },` */
function columnLine(field: Field, resource: Resource, index: number) {
  const { names, parent, owner, isSoftDeleted } = resource
  const { kind, args } = field
  const key = kind.word === 'belongsTo' ? field.given : field.name
  const text = textOf(field, resource)
  const page = `urlFor('${routeOf(parent, names)}.show', { id: row.id })`
  const parts = [
    `key: '${key}'`,
    `label: t('${field === CREATED ? 'lists.created_at' : `${names.table}.fields.${field.name}`}')`,
    kind.format && `format: '${kind.format}'`,
    kind.word === 'money' && `format: 'currency', currency: '${args[0] ?? 'EUR'}'`,
    kind.word === 'decimal' && scaleOf(field) > 0 && `places: ${scaleOf(field)}`,
    text && `text: (row) => ${text}`,
    // A deleted record has no page, but a button that restores it.
    index === 0 && `to: (row) => ${isSoftDeleted ? `(row.deletedAt ? undefined : ${page})` : page}`,
    (index >= SHOWN_COLUMNS || field.name === owner?.attribute) && 'isHidden: true',
  ]
  return `{ ${parts.filter(Boolean).join(', ')} },`
}

/** The text of a cell that shows something else than the value itself. */
function textOf(field: Field, { names }: Resource) {
  const value = `row.${field.name}`
  const { word } = field.kind
  if (word === 'enum') {
    const text = `t(\`${names.table}.${valuesKey(field)}.\${${value}}\`)`
    return field.isOptional ? `${value} && ${text}` : text
  }
  if (word === 'text') return `${field.isOptional ? `${value} && ` : ''}excerpt(${value})`
  if (word === 'time') return `formats.timeInput(${value}${field.isOptional ? " ?? ''" : ''})`
  return word === 'belongsTo' ? `row.${field.given}?.label` : undefined
}

/** Records that are deleted are another list of the same page. */
function deletedFilter(imports: Imports): Line {
  imports.add('~/components/select_field.vue', { byDefault: 'SelectField' })
  const options = [
    "{ value: '', label: t('lists.current') }",
    "{ value: 'true', label: t('lists.deleted') }",
  ]
  return [
    `<div class="w-full sm:w-40"><SelectField v-bind="fields.isDeleted" :label="t('lists.shown')"`,
    `:value="String(fields.isDeleted.value)" :options="[${options.join(', ')}]" /></div>`,
  ]
}

function restoreButton({ names }: Resource): Line {
  return [
    '<template #actions="{ row }">',
    `<Form v-if="row.deletedAt" route="${names.file}_restorations.store" :params="{ id: row.id }">`,
    '<UButton type="submit" color="neutral" variant="outline" size="sm" icon="i-lucide-undo-2" :label="t(\'common.restore\')" />',
    '</Form>',
    '</template>',
  ]
}

/** The field of a filter. A list shows all rows until something is chosen. */
function filterInput(field: Field, { names }: Resource, imports: Imports): Line {
  const { name, kind } = field
  const label = `t('${names.table}.fields.${name}')`
  if (kind.word === 'date') {
    imports.add('~/components/date_field.vue', { byDefault: 'DateField' })
    return ['From', 'To'].map((end) => {
      const text = `t('lists.${end.toLowerCase()}', { field: ${label} })`
      return `<div class="w-full sm:w-40"><DateField v-bind="fields.${name}${end}" :label="${text}" /></div>`
    })
  }
  if (kind.refersTo) {
    imports.add('~/components/search_select_field.vue', { byDefault: 'SearchSelectField' })
    const route = `${resourceNames(field.args[0]).file}_choices.index`
    return [
      `<div class="w-full sm:w-56"><SearchSelectField v-bind="fields.${name}" :label="${label}"`,
      `route="${route}" :options="choices.${field.given}" :none="t('lists.all')" /></div>`,
    ]
  }
  imports.add('~/components/select_field.vue', { byDefault: 'SelectField' })
  const options =
    kind.word === 'enum'
      ? field.args.map((value) => [value, `${names.table}.${valuesKey(field)}.${value}`])
      : [
          ['true', 'lists.yes'],
          ['false', 'lists.no'],
        ]
  const list = [['', 'lists.all'], ...options].map(
    ([value, key]) => `{ value: '${value}', label: t('${key}') }`
  )
  return [
    `<div class="w-full sm:w-40"><SelectField v-bind="fields.${name}" :label="${label}"`,
    // An option's value is text.
    kind.word === 'boolean' && `:value="String(fields.${name}.value)"`,
    `:options="[${list.join(', ')}]" /></div>`,
  ]
}
