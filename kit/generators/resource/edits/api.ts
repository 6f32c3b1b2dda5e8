import { SyntaxKind } from 'ts-morph'
import { ChangeRefused, type ChangeSet } from '#generators/changes'
import { addTranslations } from '#generators/translations'
import { addImport, editCode, insertItems, objectOf } from '#generators/syntax/code'
import { answerNames } from '#generators/resource/files/api/answers'
import { article } from '#generators/resource/files/policy'
import { validatorNames } from '#generators/resource/files/validator'
import { pluralOf } from '#generators/resource/nouns'
import type { Resource } from '#generators/resource/resource'

const CONFIG = 'config/api.ts'
const ROUTES = 'start/routes/api.ts'

/** Adds the operations of a resource to the API, and the abilities that a token needs for them. */
export async function addApi(changes: ChangeSet, resource: Resource, isPrivate: boolean) {
  await addAbilities(changes, resource, isPrivate)
  await changes.edit(ROUTES, (text) =>
    editCode(text, (file) => {
      const { names } = resource
      const group = file
        .getDescendantsOfKind(SyntaxKind.CallExpression)
        .find((call) => call.getExpression().getText().replace(/\s/g, '') === 'router.group')
      const body = group?.getArguments()[0]?.asKind(SyntaxKind.ArrowFunction)
      if (!body) throw new ChangeRefused(`${ROUTES} has no group of routes`)
      body.addStatements(operationsOf(resource))
      addImport(file, { from: '#start/row_id', named: ['ROW_ID'] })
      const answers = Object.values(answerNames(resource))
      addImport(file, { from: `#validators/api/${names.file}`, named: answers })
      const validators = Object.values(validatorNames(resource))
      addImport(file, { from: `#validators/${names.file}`, named: validators })
    })
  )
}

export const abilitiesOf = ({ names }: Resource) => ({
  read: `${names.path}:read`,
  write: `${names.path}:write`,
})

async function addAbilities(changes: ChangeSet, resource: Resource, isPrivate: boolean) {
  const { read, write } = abilitiesOf(resource)
  await changes.edit(CONFIG, (text) =>
    editCode(text, (file) => {
      const abilities = objectOf(file, 'apiConfig')
        ?.getProperty('abilities')
        ?.getFirstDescendantByKind(SyntaxKind.ArrayLiteralExpression)
      if (!abilities) throw new ChangeRefused(`${CONFIG} has no list "abilities"`)
      const known = abilities.getElements()
      insertItems(abilities, known.length, [`'${read}'`, `'${write}'`])
    })
  )
  const whose = isPrivate ? 'your' : 'the'
  const { nouns } = resource.names
  const text = (en: string, es: string, ar: string) => ({
    en: `${en} ${whose} ${nouns}`,
    ...translated(resource, isPrivate, { es, ar }),
  })
  await addTranslations(changes, 'access_tokens', {
    [`abilities.${read}`]: text('Read', 'Leer', 'قراءة'),
    [`abilities.${write}`]: text(
      'Create, change and delete',
      'Crear, cambiar y eliminar',
      'إنشاء وتغيير وحذف'
    ),
  })
}

/** Nothing if the word for the records is not known. A colon spares Arabic the case of the word. */
function translated(
  { names }: Resource,
  isPrivate: boolean,
  verbs: { es: string; ar: string }
): Record<string, string> {
  const { es, ar } = pluralOf(names)
  if (!es) return {}
  return {
    es: `${verbs.es} ${isPrivate ? 'tus ' : ''}${es.toLocaleLowerCase('es')}`,
    ar: `${verbs.ar}: ${ar}`,
  }
}

function operationsOf(resource: Resource) {
  const { names, parent } = resource
  const { read, write } = abilitiesOf(resource)
  const answers = answerNames(resource)
  const validators = validatorNames(resource)
  const list = parent ? `${parent.path}/:${parent.file}_id/${names.path}` : names.path
  const ofParent = parent ? `.where('${parent.file}_id', ROW_ID)` : ''
  const one = `${names.path}/:id`
  const ofOne = ".where('id', ROW_ID)"
  const operation = (method: string, path: string, action: string, where: string, about: string) =>
    `describe(router.${method}('${path}', [controllers.api.${names.models}, '${action}'])${where}.as('api.${names.table}.${action}'), { ${about} })`
  return [
    operation(
      ...(['get', list, 'index', ofParent] as const),
      `summary: 'A page of the ${names.nouns}', ability: '${read}', query: ${validators.list}, answer: ${answers.many}`
    ),
    operation(
      ...(['post', list, 'store', ofParent] as const),
      `summary: 'Creates ${article(names.noun)}', ability: '${write}', body: ${validators.save}, answer: ${answers.one}, status: 201`
    ),
    operation(
      ...(['get', one, 'show', ofOne] as const),
      `summary: '${capital(article(names.noun))}', ability: '${read}', answer: ${answers.one}`
    ),
    operation(
      ...(['put', one, 'update', ofOne] as const),
      `summary: 'Changes ${article(names.noun)}', ability: '${write}', body: ${validators.save}, answer: ${answers.one}`
    ),
    operation(
      ...(['delete', one, 'destroy', ofOne] as const),
      `summary: 'Deletes ${article(names.noun)}', ability: '${write}', status: 204`
    ),
  ]
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
