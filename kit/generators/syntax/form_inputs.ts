import { elementsOf } from '#generators/syntax/template'

/** The currencies of the fields of a form that are amounts of money. */
export function moneyFields(component: string) {
  const inputs = elementsOf(component).filter(({ tag }) => tag === 'MoneyField')
  return new Map(
    inputs.flatMap(({ props }) => {
      const fields = props.find((prop) => prop.name === 'bind' && !('arg' in prop && prop.arg))
      const currency = props.find((prop) => prop.name === 'currency')
      const name = fields && 'exp' in fields && fields.exp?.loc.source.replace(/^fields\./, '')
      const code = currency && 'value' in currency ? currency.value?.content : undefined
      return name ? [[name, code ?? '']] : []
    })
  )
}
