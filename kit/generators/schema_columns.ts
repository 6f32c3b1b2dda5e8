import { parseCode } from '#generators/syntax/code'

/** A column as `database/schema.ts` declares it. */
export interface Column {
  name: string
  /** Without `| null`. */
  type: string
  isNullable: boolean
  isPrimary: boolean
}

/** The columns of a model, or null if `database/schema.ts` has no class of its table. */
export function columnsOf(schema: string, model: string): Column[] | null {
  const found = parseCode(schema).getClass(`${model}Schema`)
  if (!found) return null
  return found
    .getInstanceProperties()
    .filter((property) => property.getName() !== '$columns')
    .map((property) => {
      const text = property.getText()
      const type = text.slice(text.indexOf(`declare ${property.getName()}:`)).split(': ')[1]
      return {
        name: property.getName(),
        type: type.replace(/ \| null;?$/, ''),
        isNullable: type.includes('| null'),
        isPrimary: text.includes('isPrimary: true'),
      }
    })
}

/** The code of a value that such a column takes. */
export function sampleOf({ name, type }: Pick<Column, 'name' | 'type'>) {
  if (type === 'string') return name === 'id' ? 'crypto.randomUUID()' : `'${name}'`
  if (/\b(number|bigint)\b/.test(type)) return '1'
  if (type === 'boolean') return 'false'
  if (type === 'DateTime') return 'DateTime.now()'
  if (type === 'any' || type === 'unknown') return '{}'
  return type.endsWith('[]') ? '[]' : '{} as never'
}
