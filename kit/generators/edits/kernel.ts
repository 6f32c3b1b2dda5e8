import { SyntaxKind } from 'ts-morph'
import { ChangeRefused } from '#generators/changes'
import { addProperty, editCode } from '#generators/syntax/code'

export type Stack = 'named' | 'router' | 'server'

/**
 * Registers a middleware in start/kernel.ts, after those that are there.
 * @throws ChangeRefused if the file has no such stack
 */
export function registerMiddleware(text: string, stack: Stack, name: string, path: string) {
  return editCode(text, (file) => {
    const callee = stack === 'named' ? 'router.named' : `${stack}.use`
    const call = file
      .getDescendantsOfKind(SyntaxKind.CallExpression)
      .find((one) => one.getExpression().getText() === callee)
    const list = call?.getArguments()[0]
    if (list?.isKind(SyntaxKind.ObjectLiteralExpression)) {
      addProperty(list, name, `${name}: () => import('${path}')`)
    } else if (list?.isKind(SyntaxKind.ArrayLiteralExpression)) {
      list.addElement(`() => import('${path}')`)
    } else {
      throw new ChangeRefused(`start/kernel.ts has no ${callee}(…) to add the middleware to`)
    }
  })
}
