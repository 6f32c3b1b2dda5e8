import { Imports, lines } from '#generators/resource/files/code'
import type { Target } from '#generators/resource/field'

/** The records of a model that a member may choose, for the fields that search while somebody types. */
export function choicesControllerFile({ names, label }: Target) {
  const imports = new Imports()
    .add('@adonisjs/core/http', { named: ['HttpContext'], isType: true })
    .add('#lists/main', { named: ['optionsOf', 'searchOptionsValidator'] })
    .add(`#models/${names.file}`, { byDefault: names.model })
  return lines(
    imports.toString(),
    '',
    `export default class ${names.model}ChoicesController {`,
    'async index({ auth, request }: HttpContext) {',
    'const { search } = await request.validateUsing(searchOptionsValidator, { data: request.qs() })',
    `const ${names.many} = ${names.model}.choosableBy(auth.getUserOrFail())`,
    `return { data: await optionsOf(${names.many}, '${label}', search) }`,
    '}',
    '}'
  )
}
