import { Imports, lines, type Line } from '#generators/resource/files/code'
import { routeOf } from '#generators/resource/files/controller'
import type { Field } from '#generators/resource/field'
import { valuesKey } from '#generators/resource/texts'
import { filesOf, referencesOf, titleOf, type Resource } from '#generators/resource/resource'

/** The parts that the pages of a resource have in common. */
function context(resource: Resource) {
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

type Context = ReturnType<typeof context>

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

export function showPage(resource: Resource) {
  const the = context(resource)
  const { names, data, route } = the
  const fields = resource.fields
  const imports = basics()
    .add('@generated/data', { named: ['Data'], isType: true })
    .add('~/components/confirm_button.vue', { byDefault: 'ConfirmButton' })
    .add('~/components/detail_list.vue', { byDefault: 'DetailList' })
    .add('~/components/detail_item.vue', { byDefault: 'DetailItem' })
  const needsFormats = fields.some(({ kind }) => formatOf(kind.word) || isList(kind.word))
  if (filesOf(resource).length > 0) {
    imports.add('~/components/detail_file.vue', { byDefault: 'DetailFile' })
  }
  if (needsFormats) imports.add('~/composables/use_formats', { named: ['useFormats'] })
  return lines(
    script(
      imports,
      layout(`${names.table}.title`),
      '',
      `defineProps<{ ${names.one}: ${data}; can: { update: boolean; delete: boolean } }>()`,
      '',
      'const { t } = useTranslations()',
      needsFormats && 'const formats = useFormats()'
    ),
    '<template>',
    '<div class="mx-auto w-full max-w-3xl space-y-6">',
    `<PageHeader :title="${the.name}" :breadcrumb="[{ label: t('${names.table}.title'), to: ${the.toIndex} }]">`,
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
  const guard = field.isOptional ? ` v-if="${value} !== null"` : ''
  return `<DetailItem${guard} :label="t('${names.table}.fields.${field.name}')">${shown}</DetailItem>`
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
    return `{{ t(\`${names.table}.${valuesKey({ kind, args, ...field })}.\${${value}}\`) }}`
  if (kind.word === 'boolean') return `{{ ${value} ? t('lists.yes') : t('lists.no') }}`
  if (kind.word === 'json') return `<pre dir="ltr">{{ JSON.stringify(${value}, null, 2) }}</pre>`
  if (kind.word === 'text[]') return `{{ formats.list(${value}) }}`
  if (kind.word === 'url')
    return `<ULink :to="${value}" target="_blank" rel="noopener"><bdi dir="ltr">{{ ${value} }}</bdi></ULink>`
  if (kind.word === 'money') return `{{ formats.currency(${value}, '${args[0] ?? 'EUR'}') }}`
  const format = formatOf(kind.word)
  return format ? `{{ formats.${format}(${value}) }}` : `<bdi>{{ ${value} }}</bdi>`
}

export function createPage(resource: Resource) {
  const the = context(resource)
  const params = the.parent ? ` :params="${the.storeParams}"` : ''
  const props = [the.parentProp, choicesProp(resource)].filter((one) => one !== undefined)
  return formPage(the, {
    key: 'new',
    action: 'store',
    params,
    props,
    cancelTo: the.indexOfParent,
    above: [crumb(`t('${the.names.table}.title')`, the.indexOfParent)],
    given: '',
  })
}

export function editPage(resource: Resource) {
  const the = context(resource)
  const { names, id, route, data } = the
  return formPage(the, {
    ...{ key: 'edit', action: 'update', params: ` :params="${id}"` },
    props: [`${names.one}: ${data}`, choicesProp(resource)].filter((one) => one !== undefined),
    cancelTo: `urlFor('${route}.show', ${id})`,
    above: [
      crumb(`t('${names.table}.title')`, the.toIndex),
      crumb(the.name, `urlFor('${route}.show', ${id})`),
    ],
    given: ` :${attribute(names.one)}="${names.one}"`,
  })
}

/** The first records that each reference can lead to. */
function choicesProp(resource: Resource) {
  const references = referencesOf(resource).map(({ given }) => `${given}: Option[]`)
  return references.length > 0 ? `choices: { ${references.join('; ')} }` : undefined
}

const crumb = (label: string, to: string) => `{ label: ${label}, to: ${to} }`

interface FormPage {
  key: string
  action: 'store' | 'update'
  params: string
  /** The lines of `defineProps`. */
  props: string[]
  cancelTo: string
  /** The pages above this one, as items of the breadcrumb. */
  above: string[]
  given: string
}

function formPage(
  { names, route, resource }: Context,
  { key, action, params, props, cancelTo, above, given }: FormPage
) {
  const fields = `${names.model}Fields`
  const enctype = filesOf(resource).length > 0 ? ' enctype="multipart/form-data"' : ''
  const choices = choicesProp(resource)
  const hasChoices = choices !== undefined
  const imports = basics()
    .add('~/components/form_actions.vue', { byDefault: 'FormActions' })
    .add(`~/components/${names.file}_fields.vue`, { byDefault: fields })
    .add('~/form', { named: ['Form'] })
  if (hasChoices) imports.add('#lists/main', { named: ['Option'], isType: true })
  if (action === 'update') imports.add('@generated/data', { named: ['Data'], isType: true })
  return lines(
    script(
      imports,
      layout(`${names.table}.${key}`),
      props.length > 0 && ['', 'defineProps<{', props, '}>()'],
      '',
      'const { t } = useTranslations()'
    ),
    '<template>',
    '<div class="mx-auto w-full max-w-2xl space-y-6">',
    `<PageHeader :title="t('${names.table}.${key}')" :breadcrumb="[${above.join(', ')}]" />`,
    `<Form v-slot="{ fields, processing }" route="${route}.${action}"${params}${enctype} novalidate guarded class="space-y-5">`,
    `<${fields} :fields="fields"${given}${hasChoices ? ' :choices="choices"' : ''} />`,
    `<FormActions :label="t('common.save')" :processing="processing" :cancel-to="${cancelTo}" />`,
    '</Form>',
    '</div>',
    '</template>'
  )
}

const attribute = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** The fields of a form, which the pages for a new and an existing record share. */
export function fieldsComponent(resource: Resource) {
  const { names, data, route } = context(resource)
  const imports = new Imports()
    .add('@generated/data', { named: ['Data'], isType: true })
    .add('~/composables/use_translations', { named: ['useTranslations'] })
    .add('~/form', { named: ['FieldsOf'], isType: true })
  const inputs = resource.fields.map((field) => inputLine(field, resource, imports))
  const references = referencesOf(resource)
  if (references.length > 0) imports.add('#lists/main', { named: ['Option'], isType: true })
  return lines(
    script(
      imports,
      'defineProps<{',
      `fields: FieldsOf<'${route}.store'>`,
      `${names.one}?: ${data}`,
      references.length > 0 &&
        `choices: { ${references.map(({ given }) => `${given}: Option[]`).join('; ')} }`,
      '}>()',
      '',
      'const { t } = useTranslations()'
    ),
    '<template>',
    inputs,
    '</template>'
  )
}

/** `<TextField v-bind="fields.name" :value="project?.name" :label="t('projects.fields.name')" required />` */
function inputLine(field: Field, resource: Resource, imports: Imports) {
  const { component, attributes, hasNoValue, fallback } = field.kind.input(field, resource)
  imports.add(`~/components/${fileOf(component)}.vue`, { byDefault: component })
  const { one, table } = resource.names
  const value = [`${one}?.${field.name}`, startOf(field) ?? fallback].filter(Boolean).join(' ?? ')
  const parts = [
    `<${component} v-bind="fields.${field.name}"`,
    hasNoValue ? undefined : `:value="${value}"`,
    `:label="t('${table}.fields.${field.name}')"`,
    attributes,
    field.isOptional ? undefined : 'required',
    '/>',
  ]
  return parts.filter(Boolean).join(' ')
}

/** The value of the form of a new record. */
function startOf(field: Field) {
  return field.defaultValue === undefined ? undefined : field.kind.defaultOf!(field)
}

const fileOf = (component: string) =>
  component.replace(/(?<!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase()
