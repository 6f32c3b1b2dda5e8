/** The props that a form has for one of its fields: `v-bind="fields.title"`. */
export interface FormFieldProps {
  name: string
  error?: string
}

/** The props of every field component. */
export interface FieldProps extends FormFieldProps {
  label: string
  help?: string
  /** Marks the label; the server has the rule. */
  required?: boolean
}

type Errors = Record<string, string | string[] | undefined>

/** Makes the props of a field when a page asks for it, because the browser does not know the keys of a validator. */
export function fieldsOf<Fields = Record<string, FormFieldProps>>(errors: Errors = {}) {
  const field = (_target: object, key: string | symbol) => fieldNamed(String(key), errors)
  return new Proxy({}, { get: field }) as Fields
}

function fieldNamed(key: string, errors: Errors): FormFieldProps {
  const [first, ...rest] = key.split('.')
  const name = first + rest.map((part) => `[${part}]`).join('')
  return { name, error: errorOf(name, errors) }
}

/** An error of an item of a list, such as `tags.2`, belongs to the field of the whole list. */
export function errorOf(name: string, errors: Errors = {}): string | undefined {
  const path = name.replace(/\[\]$/, '').replaceAll('[', '.').replaceAll(']', '')
  const key = path in errors ? path : Object.keys(errors).find((one) => one.startsWith(`${path}.`))
  const error = key === undefined ? undefined : errors[key]
  return Array.isArray(error) ? error[0] : error
}
