import { SyntaxKind } from 'ts-morph'
import { editCode, objectOf } from '#generators/syntax/code'

/** Says of a new table that it has no personal data, beside the others of `config/personal_data.ts`. */
export function addTableWithoutPersonalData(text: string, table: string) {
  return editCode(text, (file) => {
    const rules = objectOf(file, 'personalData')
    if (!rules || rules.getProperty(`'${table}'`)) return
    const properties = rules.getProperties()
    const last = properties.findLastIndex(
      (one) => one.asKind(SyntaxKind.PropertyAssignment)?.getInitializer()?.getText() === 'NONE'
    )
    rules.insertProperty(last + 1, `'${table}': NONE`)
  })
}

export function removeTableOfPersonalData(text: string, table: string) {
  return editCode(text, (file) => {
    const rules = objectOf(file, 'personalData')
    const rule = rules?.getProperty(`'${table}'`) ?? rules?.getProperty(table)
    rule?.asKind(SyntaxKind.PropertyAssignment)?.remove()
  })
}
