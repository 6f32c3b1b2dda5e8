import string from '@adonisjs/core/helpers/string'
import { Imports, lines } from '#generators/resource/files/code'
import type { Field } from '#generators/resource/field'
import type { Resource } from '#generators/resource/resource'

/** The names around the file of a field: `ProjectCovers`, `project_covers` and the address `/projects/:id/cover`. */
export function fileNames({ names }: Resource, field: Field) {
  const plural = string.plural(field.name)
  return {
    controller: `${names.model}${string.pascalCase(plural)}`,
    route: `${names.file}_${string.snakeCase(plural)}`,
    path: `${names.path}/:id/${string.dashCase(field.name)}`,
    title: `${string.sentenceCase(names.noun)} ${string.noCase(plural)}`,
  }
}

/** The controller that sends the file of a field. */
export function fileControllerFile(resource: Resource, field: Field) {
  const { names } = resource
  const imports = new Imports()
    .add('@adonisjs/core/http', { named: ['HttpContext'], isType: true })
    .add('#files/main', { named: ['sendFile'] })
    .add(`#models/${names.file}`, { byDefault: names.model })
    .add(`#policies/${names.file}_policy`, { byDefault: `${names.model}Policy` })
  return lines(
    imports.toString(),
    '',
    `export default class ${fileNames(resource, field).controller}Controller {`,
    'async show({ bouncer, params, request, response }: HttpContext) {',
    `const ${names.one} = await ${names.model}.findOrFail(params.id)`,
    `await bouncer.with(${names.model}Policy).authorize('view', ${names.one})`,
    `return sendFile({ request, response }, ${names.one}.${field.name})`,
    '}',
    '}'
  )
}

/** The route of the controller, in the group of members. */
export function fileRoute(resource: Resource, field: Field) {
  const { controller, route, path } = fileNames(resource, field)
  return [
    `router.get('${path}', [controllers.${controller}, 'show'])`,
    `.as('${route}.show').where('id', ROW_ID)`,
    `.use(middleware.access('${resource.names.model}Policy'))`,
  ].join('')
}
