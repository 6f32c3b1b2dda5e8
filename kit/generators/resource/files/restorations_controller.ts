import { Imports, lines } from '#generators/resource/files/code'
import { flash, routeOf } from '#generators/resource/files/controller'
import { titleOf, type Resource } from '#generators/resource/resource'

/** The controller that restores deleted records. */
export function restorationsControllerFile(resource: Resource) {
  const { names, parent } = resource
  const imports = new Imports()
    .add('@adonisjs/core/http', { named: ['HttpContext'], isType: true })
    .add(`#models/${names.file}`, { byDefault: names.model })
    .add(`#policies/${names.file}_policy`, { byDefault: `${names.model}Policy` })
  return lines(
    imports.toString(),
    '',
    `export default class ${names.model}RestorationsController {`,
    'async store({ bouncer, params, response, session, t }: HttpContext) {',
    `const ${names.one} = await ${names.model}.query().onlyTrashed().where('id', params.id).firstOrFail()`,
    `await bouncer.with(${names.model}Policy).authorize('restore', ${names.one})`,
    `await ${names.one}.restore()`,
    '',
    flash(names, 'restored', titleOf(resource)?.name),
    `return response.redirect().toRoute('${routeOf(parent, names)}.show', { id: ${names.one}.id })`,
    '}',
    '}'
  )
}

/** The route of the controller, in the group of members. */
export function restorationRoute({ names }: Resource) {
  return [
    `router.post('${names.path}/:id/restoration', [controllers.${names.model}Restorations, 'store'])`,
    `.as('${names.file}_restorations.store').where('id', ROW_ID)`,
    `.use(middleware.access('${names.model}Policy'))`,
  ].join('')
}
