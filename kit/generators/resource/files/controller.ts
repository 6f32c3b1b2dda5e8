import { Imports, lines, type Line } from '#generators/resource/files/code'
import {
  filesOf,
  linksOf,
  titleOf,
  filteredReferences,
  referencesOf,
  type Resource,
} from '#generators/resource/resource'
import type { Field } from '#generators/resource/field'
import { ownerField, startName } from '#generators/resource/owner'
import { savingOf, validating } from '#generators/resource/files/saving'
import { validatorNames } from '#generators/resource/files/validator'

/** The names that the actions of a resource have in common. */
function context(resource: Resource) {
  const { names, parent, owner, above } = resource
  const filtered = filteredReferences(resource)
  const hasReferences = referencesOf(resource).length > 0
  const validators = validatorNames(resource)
  const links = linksOf(resource)
  const values =
    links.length > 0 ? `{ ${links.map(({ name }) => name).join(', ')}, ...values }` : 'values'
  return {
    ...{ names, parent, owner, filtered, hasReferences, validators },
    title: titleOf(resource)?.name,
    policy: `bouncer.with(${names.model}Policy)`,
    validate: (isNew: boolean) => `const ${values} = ${validating(resource, isNew)}`,
    save: savingOf(resource),
    needsUser: owner !== undefined || hasReferences,
    find: [`const ${names.one} = await ${names.model}.findOrFail(params.id)`],
    load: [
      above?.route && `await ${names.one}.loadOnce('${parent!.one}')`,
      ...referencesOf(resource).map(({ given }) => `await ${names.one}.load('${given}')`),
    ],
    parentOption: parent && `${parent.one}: optionOf(${parent.one}, '${above!.label}'),`,
    parentOfOne:
      above?.route && `${parent!.one}: optionOf(${names.one}.${parent!.one}, '${above.label}'),`,
    choices: hasReferences
      ? [
          'choices: {',
          ...referencesOf(resource).map(
            ({ given, target }) =>
              `${given}: await optionsOf(${target!.names.model}.choosableBy(user), '${target!.label}'),`
          ),
          '},',
        ]
      : undefined,
    loadParent: parent
      ? `const ${parent.one} = await ${parent.model}.findOrFail(params.${parent.file}_id)`
      : undefined,
    withParent: parent ? `, ${parent.one}` : '',
    // A record that was given to another member has no page for this one.
    next: owner?.isChosen
      ? `.toRoute('${names.table}.index')`
      : `.toRoute('${routeOf(parent, names)}.show', { id: ${names.one}.id })`,
    startOption:
      ownerField(resource) &&
      `${startName(ownerField(resource)!)}: optionOf(user, '${ownerField(resource)!.target!.label}'),`,
  }
}

type Context = ReturnType<typeof context>

export function controllerFile(resource: Resource) {
  const { names, parent, owner } = resource
  const the = context(resource)
  const imports = new Imports()
    .add('@adonisjs/core/http', { named: ['HttpContext'], isType: true })
    .add(`#models/${names.file}`, { byDefault: names.model })
    .add(`#policies/${names.file}_policy`, { byDefault: `${names.model}Policy` })
    .add(`#transformers/${names.file}_transformer`, { byDefault: `${names.model}Transformer` })
    .add(`#validators/${names.file}`, { named: Object.values(the.validators) })
  if (parent) imports.add(`#models/${parent.file}`, { byDefault: parent.model })
  if (linksOf(resource).length > 0) imports.add('@adonisjs/lucid/services/db', { byDefault: 'db' })
  if (filesOf(resource).length > 0) imports.add('#files/main', { named: ['keepFiles'] })
  if (parent || owner?.isChosen) imports.add('#lists/main', { named: ['optionOf'] })
  if (the.filtered.length > 0) imports.add('#lists/main', { named: ['optionsWith'] })
  if (the.hasReferences) imports.add('#lists/main', { named: ['optionsOf'] })
  for (const { target } of referencesOf(resource)) {
    imports.add(`#models/${target!.names.file}`, { byDefault: target!.names.model })
  }
  const actions = [index, create, store, show, edit, update, destroy]
  return lines(
    imports.toString(),
    '',
    `export default class ${names.models}Controller {`,
    actions.map((action) => action(the)).join('\n\n'),
    '}'
  )
}

function index({
  names,
  parent,
  owner,
  filtered,
  validators,
  policy,
  loadParent,
  withParent,
  parentOption,
}: Context) {
  const hasChoices = filtered.length > 0
  const scope = owner
    ? `, ${owner.name}: ${hasChoices ? 'user' : 'auth.getUserOrFail()'}`
    : withParent
  return actionOf(
    'index',
    [(owner || hasChoices) && 'auth', 'bouncer', 'inertia', parent && 'params', 'request'],
    [
      loadParent,
      `await ${policy}.authorize('list'${withParent})`,
      hasChoices && 'const user = auth.getUserOrFail()',
      `const { filters, choice } = await request.choose(${validators.list}${hasChoices ? ', { meta: { user } }' : ''})`,
      `const { rows, metadata } = await ${names.model}.list({ ...filters${scope} })`,
      '',
      `return inertia.render('${names.table}/index', {`,
      'choice,',
      hasChoices && filterChoices(filtered),
      `${names.many}: ${names.model}Transformer.paginate(rows, metadata),`,
      parentOption,
      `can: { create: await ${policy}.allows('create'${withParent}) },`,
      '})',
    ]
  )
}

/** The records that the filters offer. */
const filterChoices = (filtered: Field[]) => [
  'choices: {',
  ...filtered.map(
    ({ given, name, target }) =>
      `${given}: await optionsWith(${target!.names.model}.choosableBy(user), '${target!.label}', filters.${name}),`
  ),
  '},',
]

function create({
  names,
  parent,
  hasReferences,
  choices,
  policy,
  loadParent,
  withParent,
  parentOption,
  startOption,
}: Context) {
  const props = [parentOption, startOption, choices]
  return actionOf(
    'create',
    [hasReferences && 'auth', 'bouncer', 'inertia', parent && 'params'],
    [
      loadParent,
      `await ${policy}.authorize('create'${withParent})`,
      hasReferences && 'const user = auth.getUserOrFail()',
      `return inertia.render('${names.table}/create', {`,
      ...props,
      '})',
    ]
  )
}

function store({
  names,
  parent,
  needsUser,
  title,
  policy,
  validate,
  save,
  next,
  loadParent,
  withParent,
}: Context) {
  return actionOf(
    'store',
    [needsUser && 'auth', 'bouncer', parent && 'params', 'request', 'response', 'session', 't'],
    [
      loadParent,
      `await ${policy}.authorize('create'${withParent})`,
      needsUser && 'const user = auth.getUserOrFail()',
      validate(true),
      save.create,
      '',
      flash(names, 'created', title),
      `return response.redirect()${next}`,
    ]
  )
}

function show({ names, policy, find, load, parentOfOne }: Context) {
  return actionOf(
    'show',
    ['bouncer', 'inertia', 'params'],
    [
      find,
      `await ${policy}.authorize('view', ${names.one})`,
      load,
      '',
      `return inertia.render('${names.table}/show', {`,
      `${names.one}: ${names.model}Transformer.transform(${names.one}),`,
      parentOfOne,
      'can: {',
      `update: await ${policy}.allows('update', ${names.one}),`,
      `delete: await ${policy}.allows('delete', ${names.one}),`,
      '},',
      '})',
    ]
  )
}

function edit({ names, hasReferences, choices, policy, find, load, parentOfOne }: Context) {
  return actionOf(
    'edit',
    [hasReferences && 'auth', 'bouncer', 'inertia', 'params'],
    [
      find,
      `await ${policy}.authorize('update', ${names.one})`,
      load,
      hasReferences && 'const user = auth.getUserOrFail()',
      '',
      `return inertia.render('${names.table}/edit', {`,
      `${names.one}: ${names.model}Transformer.transform(${names.one}),`,
      parentOfOne,
      choices,
      '})',
    ]
  )
}

function update({ names, hasReferences, title, policy, validate, save, find, next }: Context) {
  return actionOf(
    'update',
    [hasReferences && 'auth', 'bouncer', 'params', 'request', 'response', 'session', 't'],
    [
      find,
      `await ${policy}.authorize('update', ${names.one})`,
      hasReferences && 'const user = auth.getUserOrFail()',
      validate(false),
      save.update,
      '',
      flash(names, 'updated', title),
      `return response.redirect()${next}`,
    ]
  )
}

function destroy({ names, parent, title, policy, find }: Context) {
  const params = parent ? `, { ${parent.file}_id: ${names.one}.${parent.one}Id }` : ''
  return actionOf(
    'destroy',
    ['bouncer', 'params', 'response', 'session', 't'],
    [
      find,
      `await ${policy}.authorize('delete', ${names.one})`,
      `await ${names.one}.delete()`,
      '',
      flash(names, 'deleted', title),
      `return response.redirect().toRoute('${routeOf(parent, names)}.index'${params})`,
    ]
  )
}

export function flash({ table, one }: Context['names'], key: string, title?: string) {
  const values = title ? `, { ${title}: ${one}.${title} }` : ''
  return `session.flash('success', t('${table}.${key}'${values}))`
}

/** The name of the routes: `projects`, or `projects.tasks`. */
export function routeOf(parent: Resource['parent'], names: Resource['names']) {
  return parent ? `${parent.table}.${names.table}` : names.table
}

/** @param type the type of the answer: `: Promise<string>` */
export function actionOf(
  name: string,
  parts: (string | false | undefined)[],
  body: Line[],
  type = ''
) {
  const used = parts.filter(Boolean).join(', ')
  return lines(`async ${name}({ ${used} }: HttpContext)${type} {`, ...body, '}')
}
