import { SyntaxKind, ts, type Expression, type SourceFile } from 'ts-morph'
import { localesIn } from '#i18n/catalogue'
import { removeMessage } from '#i18n/extraction/area_edits'
import { AreaFile } from '#i18n/extraction/area_file'
import { formatted } from '#generators/formatting'
import type { ChangeSet } from '#generators/changes'
import { abilitiesOf } from '#generators/resource/edits/api'
import { fileRoutePatterns } from '#generators/resource/edits/body_parser'
import { choosableBy } from '#generators/resource/edits/choices'
import { removeTableOfPersonalData } from '#generators/edits/personal_data'
import { findInCode } from '#generators/resource/existing/search'
import { choicesControllerFile } from '#generators/resource/files/choices_controller'
import { fileNames } from '#generators/resource/files/file_controllers'
import { routeOf } from '#generators/resource/files/controller'
import { linkTableName } from '#generators/resource/files/migration'
import type { Target } from '#generators/resource/field'
import { filesOf, linksOf, referencesOf, type Resource } from '#generators/resource/resource'
import { arrayOf, classOf, editCode, parseCode, removeUnusedImports } from '#generators/syntax/code'
import { editScript } from '#generators/syntax/component'
import { editTemplate } from '#generators/syntax/template'

const VISITS = 'tests/support/site_walk/visits.ts'

/**
 * Takes a resource out of the files that it shares with others, and removes its own files.
 * @returns what stays, because somebody has changed it
 */
export async function cutResource(changes: ChangeSet, resource: Resource, files: string[]) {
  const { names, parent } = resource
  for (const path of files) if (await changes.exists(path)) await changes.remove(path)
  const controllers = [
    `controllers.${names.models}`,
    `controllers.${names.model}Restorations`,
    ...filesOf(resource).map((field) => `controllers.${fileNames(resource, field).controller}`),
  ]
  await cutRoutes(changes, 'start/routes.ts', controllers)
  if (resource.hasApi) await cutApi(changes, resource)
  await editIfThere(changes, 'inertia/layouts/app.vue', (text) =>
    editScript(text, (file) => {
      cutElements(file, 'links', (one) => one.getText().includes(`urlFor('${names.table}.index')`))
    })
  )
  if (filesOf(resource).length > 0) await cutFileRoutes(changes, resource)
  await editIfThere(changes, 'config/personal_data.ts', (text) =>
    [names.table, ...linksOf(resource).map((link) => linkTableName(link, resource))].reduce(
      removeTableOfPersonalData,
      text
    )
  )
  const route = `'${routeOf(parent, names)}.`
  await editIfThere(changes, VISITS, (text) =>
    editCode(text, (file) => {
      cutElements(file, 'VISITS', (one) => propertyOf(one, 'route').startsWith(route))
      for (const field of filesOf(resource)) {
        cutRouteWithoutPage(file, `${fileNames(resource, field).route}.show`)
      }
      removeUnusedImports(file, text)
    })
  )
  await cutTexts(changes, resource)
  await cutFromParent(changes, resource)
  const targets = new Map(
    referencesOf(resource).map(({ target }) => [target!.names.model, target!])
  )
  const kept = []
  for (const target of targets.values()) kept.push(await cutChoices(changes, target))
  return kept.filter((one) => one !== undefined)
}

async function editIfThere(changes: ChangeSet, path: string, change: (text: string) => string) {
  if (await changes.exists(path)) await changes.edit(path, change)
}

async function cutRoutes(changes: ChangeSet, path: string, controllers: string[]) {
  await editIfThere(changes, path, (text) =>
    editCode(text, (file) => {
      for (const name of controllers) {
        for (let found = statementOf(file, name); found; found = statementOf(file, name)) {
          found.remove()
        }
      }
      removeUnusedImports(file, text)
    })
  )
}

async function cutFileRoutes(changes: ChangeSet, resource: Resource) {
  const patterns = fileRoutePatterns(resource).map((pattern) => `'${pattern}'`)
  await editIfThere(changes, 'config/bodyparser.ts', (text) =>
    editCode(text, (file) => {
      const find = () =>
        file
          .getDescendantsOfKind(SyntaxKind.StringLiteral)
          .find((one) => patterns.includes(one.getText()))
      for (let found = find(); found; found = find()) removeLine(file, found)
    })
  )
}

/** The operations of the API, and the abilities of tokens that they need. */
async function cutApi(changes: ChangeSet, resource: Resource) {
  const abilities = Object.values(abilitiesOf(resource))
  await cutRoutes(changes, 'start/routes/api.ts', [`controllers.api.${resource.names.models}`])
  await editIfThere(changes, 'config/api.ts', (text) =>
    editCode(text, (file) => {
      cutElements(file, 'apiConfig', (one) =>
        abilities.some((name) => one.getText() === `'${name}'`)
      )
    })
  )
  const keys = abilities.map((name) => `abilities.${name}`)
  await cutMessages(changes, 'access_tokens', keys)
}

/** The statement that declares routes of a controller. */
function statementOf(file: SourceFile, controller: string) {
  return file
    .getDescendantsOfKind(SyntaxKind.PropertyAccessExpression)
    .find((one) => one.getText() === controller)
    ?.getFirstAncestorByKind(SyntaxKind.ExpressionStatement)
}

function cutElements(file: SourceFile, variable: string, isCut: (one: Expression) => boolean) {
  const find = () => arrayOf(file, variable)?.getElements().find(isCut)
  for (let found = find(); found; found = find()) removeLine(file, found)
}

function cutRouteWithoutPage(file: SourceFile, route: string) {
  cutElements(file, 'NO_PAGES', (one) => one.getText() === `'${route}'`)
}

/** Removes an element with its comma; the others keep their layout. */
function removeLine(file: SourceFile, element: Expression) {
  const end = element.getNextSiblingIfKind(SyntaxKind.CommaToken)?.getEnd() ?? element.getEnd()
  file.removeText(element.getFullStart(), end)
}

function propertyOf(one: Expression, name: string) {
  const property = one.asKind(SyntaxKind.ObjectLiteralExpression)?.getProperty(name)
  return property?.asKind(SyntaxKind.PropertyAssignment)?.getInitializer()?.getText() ?? ''
}

/** The validator's names of fields belong to all forms, so one stays as long as another form has such a field. */
async function cutTexts(changes: ChangeSet, { names: { table }, fields }: Resource) {
  const names = await namesInValidators(changes)
  const unused = fields
    .filter(({ name }) => !names.has(name))
    .map(({ name }) => `shared.fields.${name}`)
  for (const locale of await localesIn(`${changes.root}/resources/lang`)) {
    const own = `resources/lang/${locale}/${table}.json`
    if (await changes.exists(own)) await changes.remove(own)
  }
  await cutMessages(changes, 'validator', unused)
}

async function cutMessages(changes: ChangeSet, area: string, keys: string[]) {
  for (const locale of await localesIn(`${changes.root}/resources/lang`)) {
    const path = `resources/lang/${locale}/${area}.json`
    await editIfThere(changes, path, (text) =>
      keys.reduce((rest, key) => removeMessage(new AreaFile(path, rest), key) ?? '{}\n', text)
    )
  }
}

/** The names of the fields of all validators. */
async function namesInValidators(changes: ChangeSet) {
  const names = new Set<string>()
  await findInCode(changes, ['app', 'kit'], ['vine'], ({ node }) => {
    if (!ts.isObjectLiteralExpression(node) || !isOfValidator(node.parent)) return false
    if (node.getSourceFile().fileName.includes('/tests/')) return false
    for (const { name } of node.properties) if (name && ts.isIdentifier(name)) names.add(name.text)
    return false
  })
  return names
}

/** `vine.create({ … })`, `vine.object({ … })` and those with `withMetaData`. */
function isOfValidator(node: ts.Node) {
  return ts.isCallExpression(node) && /^vine\b.*\.(create|object)$/s.test(node.expression.getText())
}

/** The relation of the parent, and the link on its page. */
async function cutFromParent(changes: ChangeSet, { names, parent }: Resource) {
  if (!parent) return
  await editIfThere(changes, `app/models/${parent.file}.ts`, (text) =>
    editCode(text, (file) => {
      const relation = classOf(file)
        ?.getInstanceProperties()
        .find((one) => one.getText().startsWith(`@hasMany(() => ${names.model})`))
      if (relation) file.removeText(relation.getFullStart(), relation.getEnd())
      removeUnusedImports(file, text)
    })
  )
  const target = `'${routeOf(parent, names)}.index'`
  await editIfThere(changes, `inertia/pages/${parent.table}/show.vue`, (text) =>
    editTemplate(text, (template, elements) => {
      const link = elements.find(({ tag, loc }) => tag === 'UButton' && loc.source.includes(target))
      if (link) template.remove(link.loc.start.offset, link.loc.end.offset)
    })
  )
}

/** The choice of a model's records, if no other form offers it. */
async function cutChoices(changes: ChangeSet, target: Target) {
  const { file: name, model } = target.names
  const controller = `app/controllers/${name}_choices_controller.ts`
  const path = `app/models/${name}.ts`
  if (!(await changes.exists(path)) || !(await changes.exists(controller))) return undefined
  const calls = await findInCode(
    changes,
    ['app', 'inertia', 'kit', 'start'],
    ['choosableBy', `${name}_choices`],
    ({ text }) => text === `${model}.choosableBy` || text.includes(`${name}_choices.index`)
  )
  const own = [controller, 'start/routes.ts']
  if (calls.some((call) => !own.includes(call.path))) return undefined

  const code = await changes.read(path)
  const scope = classOf(parseCode(code!))?.getStaticMethod('choosableBy')
  const isOurs = scope && compact(scope.getFullText()) === compact(choosableBy(target))
  const written = await formatted(changes.root, controller, choicesControllerFile(target))
  if (!isOurs || written !== (await changes.read(controller))) {
    return `${path} and ${controller} stay, because somebody has changed the choice of records`
  }
  await changes.remove(controller)
  await cutRoutes(changes, 'start/routes.ts', [`controllers.${model}Choices`])
  await editIfThere(changes, VISITS, (text) =>
    editCode(text, (file) => cutRouteWithoutPage(file, `${name}_choices.index`))
  )
  await changes.edit(path, (text) =>
    editCode(text, (file) => {
      classOf(file)?.getStaticMethod('choosableBy')?.remove()
      removeUnusedImports(file, text)
    })
  )
  return undefined
}

const compact = (text: string) => text.replace(/\s/g, '')
