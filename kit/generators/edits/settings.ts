import { SyntaxKind } from 'ts-morph'
import { ChangeRefused } from '#generators/changes'
import { addImport, editCode, hasProperty, insertItems } from '#generators/syntax/code'

/**
 * Adds a setting to `app/settings.ts`, below the others. Its name is quoted, because it has a dot.
 * @throws ChangeRefused
 */
export function addSetting(text: string, name: string, { rule, value }: Record<string, string>) {
  return editCode(text, (file) => {
    const call = file
      .getDescendantsOfKind(SyntaxKind.CallExpression)
      .find((one) => one.getExpression().getText() === 'defineSettings')
    const settings = call?.getArguments()[0]?.asKind(SyntaxKind.ObjectLiteralExpression)
    if (!settings) {
      throw new ChangeRefused('app/settings.ts has no defineSettings({ … }) to add a setting to')
    }
    if (hasProperty(settings, name)) {
      throw new ChangeRefused(`app/settings.ts has a setting ${name} already`)
    }
    const code = `'${name}': setting(${rule}, { default: ${value}, permission: 'settings.edit' })`
    insertItems(settings, settings.getProperties().length, [code])
    addImport(file, { from: '@vinejs/vine', byDefault: 'vine' })
    addImport(file, { from: '#settings/main', named: ['defineSettings', 'setting'] })
  })
}
