import { SyntaxKind, type CallExpression, type SourceFile, type Node } from 'ts-morph'
import { ChangeRefused, type ChangeSet } from '#generators/changes'
import { addImport, editCode } from '#generators/syntax/code'
import { addRouteWithoutPage } from '#generators/resource/edits/visits'
import { restorationRoute } from '#generators/resource/files/restorations_controller'
import { fileNames, fileRoute } from '#generators/resource/files/file_controllers'
import { filesOf, type Resource } from '#generators/resource/resource'

const ROUTES = 'start/routes.ts'

/** Adds the routes to those of members. */
export async function addRoutes(changes: ChangeSet, resource: Resource) {
  await addStatementForMembers(changes, routeLines(resource))
  if (resource.isSoftDeleted) await addStatementForMembers(changes, restorationRoute(resource))
  for (const field of filesOf(resource)) {
    await addStatementForMembers(changes, fileRoute(resource, field))
    await addRouteWithoutPage(changes, `${fileNames(resource, field).route}.show`)
  }
  await changes.edit(ROUTES, (text) =>
    editCode(text, (file) => addImport(file, { from: '#start/row_id', named: ['ROW_ID'] }))
  )
}

/**
 * Adds a statement to the group of members: the one that the dashboard is in, else the last one that needs a log-in.
 * @throws ChangeRefused if there is no such group
 */
export async function addStatementForMembers(changes: ChangeSet, statement: string) {
  await changes.edit(ROUTES, (text) =>
    editCode(text, (file) => {
      const body = membersGroup(file)
      if (!body) {
        throw new ChangeRefused(
          `${ROUTES} has no group with middleware.auth(). Write one, then run the command again`
        )
      }
      body.addStatements(statement)
    })
  )
}

function routeLines(resource: Resource) {
  const { names, parent } = resource
  const method = parent ? 'shallowResource' : 'resource'
  // The framework makes the names of the routes and of the parameter of it, with underscores.
  const address = parent ? `${parent.path}.${names.path}` : names.path
  const where = parent ? `.where('${parent.file}_id', ROW_ID)` : ''
  return [
    `router.${method}('${address}', controllers.${names.models})`,
    `${where}.where('id', ROW_ID).use('*', middleware.access('${names.model}Policy'))`,
  ].join('')
}

function membersGroup(file: SourceFile) {
  const groups = file
    .getDescendantsOfKind(SyntaxKind.CallExpression)
    .filter((call) => isCallOf(call, 'router.group') && needsLogIn(call))
  const group = groups.find((call) => call.getText().includes("'dashboard")) ?? groups.at(-1)
  return group?.getArguments()[0]?.asKind(SyntaxKind.ArrowFunction)
}

function isCallOf(call: CallExpression, name: string) {
  return call.getExpression().getText().replace(/\s/g, '') === name
}

/** Whether `.use(middleware.auth())` follows in the chain of the call. */
function needsLogIn(call: CallExpression) {
  let node: Node | undefined = call
  while ((node = node.getParent())) {
    if (node.isKind(SyntaxKind.CallExpression)) {
      if (node.getArguments().some((one) => one.getText() === 'middleware.auth()')) return true
    } else if (!node.isKind(SyntaxKind.PropertyAccessExpression)) {
      return false
    }
  }
  return false
}
