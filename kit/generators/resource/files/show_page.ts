import { lines } from '#generators/resource/files/code'
import {
  basics,
  crumb,
  importExcerpt,
  layout,
  pageContext,
  script,
} from '#generators/resource/files/page_parts'
import type { Field } from '#generators/resource/field'
import { excerptOf, filesOf, type Resource } from '#generators/resource/resource'
import { scaleOf } from '#generators/resource/kinds/numbers'
import { valuesKey } from '#generators/resource/texts'

/** The page of one record. */
export function showPage(resource: Resource) {
  const the = pageContext(resource)
  const { names, data, route } = the
  const fields = resource.fields
  const crumbs = [...the.above, crumb(`t('${names.table}.title')`, the.toIndex)]
  const imports = basics(the.propAbove !== undefined)
    .add('@generated/data', { named: ['Data'], isType: true })
    .add('~/components/confirm_button.vue', { byDefault: 'ConfirmButton' })
    .add('~/components/detail_list.vue', { byDefault: 'DetailList' })
    .add('~/components/detail_item.vue', { byDefault: 'DetailItem' })
  if (excerptOf(resource)) importExcerpt(imports)
  const needsFormats = fields.some(({ kind }) => formatOf(kind.word) || isList(kind.word))
  if (filesOf(resource).length > 0) {
    imports.add('~/components/detail_file.vue', { byDefault: 'DetailFile' })
  }
  if (needsFormats) imports.add('~/composables/use_formats', { named: ['useFormats'] })
  return lines(
    script(
      imports,
      layout(`${names.table}.title`, resource),
      '',
      `defineProps<{ ${names.one}: ${data};${the.propAbove ? ` ${the.propAbove};` : ''} can: { update: boolean; delete: boolean } }>()`,
      '',
      'const { t } = useTranslations()',
      needsFormats && 'const formats = useFormats()'
    ),
    '<template>',
    '<div class="mx-auto w-full max-w-3xl space-y-6">',
    `<PageHeader :title="${the.name}" :breadcrumb="[${crumbs.join(', ')}]">`,
    '<template #actions>',
    `<UButton v-if="can.update" :to="urlFor('${route}.edit', ${the.id})" color="neutral" variant="outline" icon="i-lucide-pencil" :label="t('common.edit')" />`,
    '<ConfirmButton v-if="can.delete"',
    `route="${route}.destroy" :params="${the.id}" color="error" icon="i-lucide-trash-2"`,
    `:title="t('${names.table}.confirm_delete'${the.title ? `, { ${the.title}: ${the.name} }` : ''})"`,
    `:text="t('common.${resource.isSoftDeleted ? 'can_be_restored' : 'no_undo'}')"`,
    ':label="t(\'common.delete\')" />',
    '</template>',
    '</PageHeader>',
    '<DetailList>',
    fields.map((field) => detailLine(field, the)),
    '</DetailList>',
    '</div>',
    '</template>'
  )
}

/** `<DetailItem :label="t('projects.fields.name')">{{ project.name }}</DetailItem>` */
function detailLine(
  field: Field,
  { names, resource }: { names: Resource['names']; resource: Resource }
) {
  const value = `${names.one}.${field.name}`
  const shown = shownValue(field, value, resource)
  const condition = conditionOf(field, value, names.one)
  const guard = condition ? ` v-if="${condition}"` : ''
  return `<DetailItem${guard} :label="t('${names.table}.fields.${field.name}')">${shown}</DetailItem>`
}

/** An empty value has no line. */
function conditionOf({ kind, given, isOptional }: Field, value: string, one: string) {
  if (kind.refersTo === 'many') return `${one}.${given}.length > 0`
  if (kind.word === 'text[]') return `${value}${isOptional ? '?' : ''}.length`
  return isOptional ? `${value} !== null` : undefined
}

const isList = (word: string) => ['text[]', 'manyToMany'].includes(word)

/** The names of the functions of `useFormats` for the types that need one. */
function formatOf(word: string) {
  return {
    integer: 'number',
    bigint: 'number',
    date: 'date',
    datetime: 'dateTime',
    decimal: 'number',
    money: 'currency',
    time: 'timeInput',
  }[word]
}

function shownValue({ kind, args, ...field }: Field, value: string, { names }: Resource) {
  if (kind.word === 'belongsTo') {
    return `<bdi>{{ ${names.one}.${field.given}?.label }}</bdi>`
  }
  if (kind.isFile) return `<DetailFile :file="${value}" />`
  if (kind.refersTo === 'many') {
    return `{{ formats.list(${names.one}.${field.given}.map(({ label }) => label)) }}`
  }
  if (kind.word === 'text') {
    return `<bdi class="whitespace-pre-line">{{ ${value} }}</bdi>`
  }
  if (kind.word === 'enum')
    return `<UBadge color="neutral" variant="subtle" :label="t(\`${names.table}.${valuesKey({ kind, args, ...field })}.\${${value}}\`)" />`
  if (kind.word === 'boolean') return `{{ ${value} ? t('lists.yes') : t('lists.no') }}`
  if (kind.word === 'json')
    return `<pre dir="ltr" translate="no">{{ JSON.stringify(${value}, null, 2) }}</pre>`
  if (kind.word === 'text[]') return `{{ formats.list(${value}) }}`
  if (kind.word === 'url')
    return `<ULink :to="${value}" target="_blank" rel="noopener"><bdi dir="ltr">{{ ${value} }}</bdi></ULink>`
  if (kind.word === 'money') return `{{ formats.currency(${value}, '${args[0] ?? 'EUR'}') }}`
  if (kind.word === 'decimal' && scaleOf({ args }) > 0) {
    return `{{ formats.number(${value}, { minimumFractionDigits: ${scaleOf({ args })} }) }}`
  }
  const format = formatOf(kind.word)
  return format ? `{{ formats.${format}(${value}) }}` : `<bdi>{{ ${value} }}</bdi>`
}
