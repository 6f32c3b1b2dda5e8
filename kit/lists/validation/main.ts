import { HttpRequest } from '@adonisjs/core/http'
import type { RequestValidationOptions } from '@adonisjs/core/types/http'
import type { VineValidator } from '@vinejs/vine'
import type { Infer, SchemaTypes } from '@vinejs/vine/types'

/** The choice of a list's page in its address, as its fields show it. */
type Choice<Values> = {
  /** If one is invalid, all are as they were typed. */
  values: { [Name in keyof Values]?: Values[Name] | string }
  errors: { [Name in keyof Values]?: string }
}

type Typed = Record<string, unknown>

HttpRequest.macro('choose', async function (this: HttpRequest, validator, ...[options]) {
  const typed = withoutEmptyFields(this.qs())
  const [error, values] = await this.tryValidateUsing(validator, { ...options, data: typed } as any)
  if (!error) return { filters: values, choice: { values, errors: {} } } as any
  if (this.accepts(['html', 'json']) === 'json') throw error

  const texts = textsOf(typed, namesOf(validator))
  return { filters: {}, choice: { values: texts, errors: errorsOf(error.messages) } }
})

/** A form that is sent by GET also sends the fields that nobody filled in. */
function withoutEmptyFields(query: Typed) {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''))
}

function namesOf(validator: VineValidator<any, any>) {
  const { properties } = validator.toJSONSchema() as { properties?: object }
  return Object.keys(properties ?? {})
}

function textsOf(typed: Typed, names: string[]) {
  const isText = (value: unknown) => [value].flat().every((one) => typeof one === 'string')
  return Object.fromEntries(
    names.filter((name) => name in typed && isText(typed[name])).map((name) => [name, typed[name]])
  )
}

/** The first error of each field. That of `tags.2` belongs to `tags`. */
function errorsOf(messages: { field: string; message: string }[]) {
  const pairs = messages.map(({ field, message }) => [field.split('.')[0], message])
  return Object.fromEntries(pairs.reverse())
}

declare module '@adonisjs/core/http' {
  interface HttpRequest {
    /**
     * Validates the address of a list's page. An invalid value is not thrown: the page shows it with its error, and a
     * client that asks for JSON gets a problem with status 422.
     */
    choose<Schema extends SchemaTypes, Meta extends undefined | Record<string, any>>(
      validator: VineValidator<Schema, Meta>,
      ...[options]: [undefined] extends Meta
        ? [options?: RequestValidationOptions<Meta>]
        : [options: RequestValidationOptions<Meta>]
    ): Promise<{
      /** Empty if a value is invalid. */
      filters: Partial<Infer<Schema>>
      choice: Choice<Infer<Schema>>
    }>
  }
}
