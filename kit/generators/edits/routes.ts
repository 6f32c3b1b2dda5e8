import { type Block, SyntaxKind } from 'ts-morph'
import { ChangeRefused } from '#generators/changes'
import { editCode } from '#generators/syntax/code'

/**
 * Adds a route to the group of members in `start/routes.ts`, below its other routes.
 * @throws ChangeRefused if the file has no such group
 */
export function addMemberRoute(text: string, route: string) {
  return editCode(text, (file) => {
    const groups = file
      .getStatements()
      .filter((one) => one.getText().includes('.use(middleware.auth())'))
      .flatMap((one) => one.getDescendantsOfKind(SyntaxKind.CallExpression))
      .filter((one) => one.getExpression().getText().replace(/\s/g, '') === 'router.group')
    const body = groups[0]?.getArguments()[0]?.asKind(SyntaxKind.ArrowFunction)?.getBody()
    if (!body?.isKind(SyntaxKind.Block)) {
      throw new ChangeRefused(
        'start/routes.ts has no group with middleware.auth() to add a route to'
      )
    }
    ;(body as Block).addStatements(route)
  })
}
