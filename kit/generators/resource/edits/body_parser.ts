import { SyntaxKind } from 'ts-morph'
import { ChangeRefused, type ChangeSet } from '#generators/changes'
import { editCode, insertItems, objectOf } from '#generators/syntax/code'
import { filesOf, type Resource } from '#generators/resource/resource'

const CONFIG = 'config/bodyparser.ts'

/** Lets the routes of the forms take files. */
export async function addFileRoutes(changes: ChangeSet, resource: Resource) {
  if (filesOf(resource).length === 0) return
  await changes.edit(CONFIG, (text) =>
    editCode(text, (file) => {
      const routes = objectOf(file, 'bodyParserConfig')
        ?.getDescendantsOfKind(SyntaxKind.PropertyAssignment)
        .find((one) => one.getName() === 'autoProcess')
        ?.getInitializerIfKind(SyntaxKind.ArrayLiteralExpression)
      if (!routes) throw new ChangeRefused(`${CONFIG} has no list "autoProcess"`)
      const patterns = fileRoutePatterns(resource).map((pattern) => `'${pattern}'`)
      insertItems(routes, routes.getElements().length, patterns)
    })
  )
}

/** The routes that store and update the records. */
export function fileRoutePatterns({ names, parent, hasApi }: Resource) {
  const list = parent ? `/${parent.path}/:${parent.file}_id/${names.path}` : `/${names.path}`
  const own = [list, `/${names.path}/:id`]
  return hasApi ? [...own, ...own.map((path) => `/api/v1${path}`)] : own
}
