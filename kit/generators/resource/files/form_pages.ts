import { Imports, lines } from '#generators/resource/files/code'
import {
  basics,
  crumb,
  importExcerpt,
  layout,
  pageContext,
  script,
  type PageContext,
} from '#generators/resource/files/page_parts'
import { ownerField, startName } from '#generators/resource/owner'
import type { Field } from '#generators/resource/field'
import { excerptOf, filesOf, referencesOf, type Resource } from '#generators/resource/resource'

export function createPage(resource: Resource) {
  const the = pageContext(resource)
  const params = the.parent ? ` :params="${the.storeParams}"` : ''
  const start = ownerField(resource)
  const props = [the.parentProp, startProp(resource), choicesProp(resource)].filter(
    (one) => one !== undefined
  )
  return formPage(the, {
    key: 'new',
    action: 'store',
    params,
    props,
    cancelTo: the.indexOfParent,
    above: [...the.above, crumb(`t('${the.names.table}.title')`, the.indexOfParent)],
    given: start ? ` :${attribute(startName(start))}="${startName(start)}"` : '',
  })
}

export function editPage(resource: Resource) {
  const the = pageContext(resource)
  const { names, id, route, data } = the
  return formPage(the, {
    ...{ key: 'edit', action: 'update', params: ` :params="${id}"` },
    props: [`${names.one}: ${data}`, the.propAbove, choicesProp(resource)].filter(
      (one) => one !== undefined
    ),
    cancelTo: `urlFor('${route}.show', ${id})`,
    above: [
      ...the.above,
      crumb(`t('${names.table}.title')`, the.toIndex),
      crumb(the.name, `urlFor('${route}.show', ${id})`),
    ],
    given: ` :${attribute(names.one)}="${names.one}"`,
  })
}

/** The owner of a new record, until another one is chosen. */
function startProp(resource: Resource, mark = '') {
  const field = ownerField(resource)
  return field && `${startName(field)}${mark}: Option`
}

/** The first records that each reference can lead to. */
function choicesProp(resource: Resource) {
  const references = referencesOf(resource).map(({ given }) => `${given}: Option[]`)
  return references.length > 0 ? `choices: { ${references.join('; ')} }` : undefined
}

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
  { names, route, resource }: PageContext,
  { key, action, params, props, cancelTo, above, given }: FormPage
) {
  const fields = `${names.model}Fields`
  const enctype = filesOf(resource).length > 0 ? ' enctype="multipart/form-data"' : ''
  const choices = choicesProp(resource)
  const hasChoices = choices !== undefined
  const imports = basics(hasChoices || props.some((prop) => prop.endsWith(': Option')))
    .add('~/components/form_actions.vue', { byDefault: 'FormActions' })
    .add(`~/components/${names.file}_fields.vue`, { byDefault: fields })
    .add('~/form', { named: ['Form'] })
  if (action === 'update' && excerptOf(resource)) importExcerpt(imports)
  if (action === 'update') imports.add('@generated/data', { named: ['Data'], isType: true })
  return lines(
    script(
      imports,
      layout(`${names.table}.${key}`, resource),
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
  const { names, data, route } = pageContext(resource)
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
      startProp(resource, '?'),
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
  const { component, attributes, hasNoValue, fallback, ...input } = field.kind.input(
    field,
    resource
  )
  imports.add(`~/components/${fileOf(component)}.vue`, { byDefault: component })
  const { one, table } = resource.names
  const known = input.value ?? `${one}?.${field.name}`
  const value = [known, startOf(field) ?? fallback].filter(Boolean).join(' ?? ')
  const parts = [
    `<${component} v-bind="fields.${field.name}"`,
    hasNoValue ? undefined : `:value="${value.replaceAll('"', '&quot;')}"`,
    `:label="t('${table}.fields.${field.name}')"`,
    attributes,
    field.isOptional || isNeverEmpty(field) ? undefined : 'required',
    '/>',
  ]
  return parts.filter(Boolean).join(' ')
}

/** A switch is on or off, and a record may be linked to none. */
const isNeverEmpty = ({ kind }: Field) => kind.word === 'boolean' || kind.refersTo === 'many'

/** The value of the form of a new record. */
function startOf(field: Field) {
  return field.defaultValue === undefined ? undefined : field.kind.defaultOf!(field)
}

const fileOf = (component: string) =>
  component.replace(/(?<!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase()
