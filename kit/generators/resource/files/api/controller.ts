import { answerNames } from '#generators/resource/files/api/answers'
import { actionOf } from '#generators/resource/files/controller'
import { savingOf, validating } from '#generators/resource/files/saving'
import { Imports, lines } from '#generators/resource/files/code'
import { validatorNames } from '#generators/resource/files/validator'
import {
  filesOf,
  filteredReferences,
  linksOf,
  referencesOf,
  type Resource,
} from '#generators/resource/resource'

/** The names that the actions have in common. */
function context(resource: Resource) {
  const { names, parent, owner } = resource
  const hasChoices = filteredReferences(resource).length > 0
  const validators = validatorNames(resource)
  const answers = answerNames(resource)
  const hasReferences = referencesOf(resource).length > 0
  const links = linksOf(resource)
  const values = [...links.map(({ name }) => name), '...values'].join(', ')
  return {
    ...{ names, parent, owner, hasChoices, validators, answers, hasReferences },
    save: savingOf(resource),
    load: links.map(({ given }) => `await ${names.one}.load('${given}')`),
    policy: `bouncer.with(${names.model}Policy)`,
    validate: (isNew: boolean) =>
      `const ${links.length > 0 ? `{ ${values} }` : 'values'} = ${validating(resource, isNew)}`,
    find: `const ${names.one} = await ${names.model}.findOrFail(params.id)`,
    shown: `new ${names.model}Transformer(${names.one}).forApi()`,
    loadParent:
      parent && `const ${parent.one} = await ${parent.model}.findOrFail(params.${parent.file}_id)`,
    withParent: parent ? `, ${parent.one}` : '',
  }
}

type Context = ReturnType<typeof context>

/** The controller of the API. It asks the same policy and uses the same validators as that of the pages. */
export function apiControllerFile(resource: Resource) {
  const the = context(resource)
  const { names, parent, validators, answers } = the
  const imports = new Imports()
    .add('@vinejs/vine/types', { named: ['Infer'], isType: true })
    .add('@adonisjs/core/http', { named: ['HttpContext'], isType: true })
    .add(`#models/${names.file}`, { byDefault: names.model })
    .add(`#policies/${names.file}_policy`, { byDefault: `${names.model}Policy` })
    .add(`#transformers/${names.file}_transformer`, { byDefault: `${names.model}Transformer` })
    .add(`#validators/${names.file}`, { named: Object.values(validators) })
    .add(`#validators/api/${names.file}`, { named: Object.values(answers), isType: true })
  if (filesOf(resource).length > 0) imports.add('#files/main', { named: ['keepFiles'] })
  if (linksOf(resource).length > 0) imports.add('@adonisjs/lucid/services/db', { byDefault: 'db' })
  if (parent) imports.add(`#models/${parent.file}`, { byDefault: parent.model })
  return lines(
    imports.toString(),
    '',
    `export default class ${names.models}Controller {`,
    [index, store, show, update, destroy].map((action) => action(the)).join('\n\n'),
    '}'
  )
}

const answering = (answer: string) => `: Promise<Infer<typeof ${answer}>>`

function index({ names, parent, owner, hasChoices, validators, answers, policy, ...the }: Context) {
  const scope = owner
    ? `, ${owner.name}: ${hasChoices ? 'user' : 'auth.getUserOrFail()'}`
    : the.withParent
  const meta = hasChoices ? ', meta: { user }' : ''
  return actionOf(
    'index',
    [(owner || hasChoices) && 'auth', 'bouncer', parent && 'params', 'request'],
    [
      the.loadParent,
      `await ${policy}.authorize('list'${the.withParent})`,
      hasChoices && 'const user = auth.getUserOrFail()',
      `const filters = await request.validateUsing(${validators.list}, { data: request.qs()${meta} })`,
      `const { rows, metadata } = await ${names.model}.list({ ...filters${scope} })`,
      'const { total, perPage, currentPage, lastPage } = metadata',
      'return {',
      `data: rows.map((${names.one}) => ${the.shown}),`,
      'metadata: { total, perPage, currentPage, lastPage },',
      '}',
    ],
    answering(answers.many)
  )
}

function store({ names, parent, owner, hasReferences, answers, policy, ...the }: Context) {
  return actionOf(
    'store',
    [(owner || hasReferences) && 'auth', 'bouncer', parent && 'params', ...['request', 'response']],
    [
      the.loadParent,
      `await ${policy}.authorize('create'${the.withParent})`,
      (owner || hasReferences) && 'const user = auth.getUserOrFail()',
      the.validate(true),
      the.save.create,
      `await ${names.one}.refresh()`,
      the.load,
      'response.status(201)',
      `return { data: ${the.shown} }`,
    ],
    answering(answers.one)
  )
}

function show({ names, answers, policy, find, load, shown }: Context) {
  return actionOf(
    'show',
    ['bouncer', 'params'],
    [find, `await ${policy}.authorize('view', ${names.one})`, load, `return { data: ${shown} }`],
    answering(answers.one)
  )
}

function update({
  names,
  hasReferences,
  answers,
  policy,
  validate,
  save,
  load,
  find,
  shown,
}: Context) {
  return actionOf(
    'update',
    [hasReferences && 'auth', 'bouncer', 'params', 'request'],
    [
      find,
      `await ${policy}.authorize('update', ${names.one})`,
      hasReferences && 'const user = auth.getUserOrFail()',
      validate(false),
      save.update,
      load,
      `return { data: ${shown} }`,
    ],
    answering(answers.one)
  )
}

function destroy({ names, policy, find }: Context) {
  return actionOf(
    'destroy',
    ['bouncer', 'params', 'response'],
    [
      find,
      `await ${policy}.authorize('delete', ${names.one})`,
      `await ${names.one}.delete()`,
      'return response.noContent()',
    ]
  )
}
