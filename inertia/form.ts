import {
  Form as RouteForm,
  type FormRouteProps,
  type InertiaFormSlotProps,
} from '@adonisjs/inertia/vue'
import { registry } from '@generated/registry'
import type { InferRoutes, UserRegistry } from '@tuyau/core/types'
import { h, type PublicProps, type SetupContext, type VNode } from 'vue'
import CsrfField from '~/components/csrf_field.vue'
import { fieldsOf, type FormFieldProps } from '~/form_fields'

interface Options {
  route?: RouteName
  qs?: Record<string, unknown>
}

/**
 * The `<Form>` of every page. It also works without scripts: it has the CSRF token, and a browser can send it, because
 * HTML knows only GET and POST. kit/http/middleware/input_middleware.ts reads `_method`.
 */
const PlainForm = (options: Options, { slots }: SetupContext) =>
  h(RouteForm as never, { ...options, ...spoofed(options), onReset: tellFields } as never, {
    default: (form: { errors: Record<string, string> }) => [
      isGet(options) ? undefined : h(CsrfField),
      slots.default?.({ ...form, fields: fieldsOf(form.errors) }),
    ],
  })
PlainForm.inheritAttrs = false

/** Inertia empties the elements of a form, of which Vue hears nothing: the next rendering would write the text back. */
function tellFields({ target }: Event) {
  for (const field of (target as HTMLFormElement).elements) {
    for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }))
  }
}

function spoofed({ route, qs }: Options) {
  const [method] = route ? registry.routes[route].methods : []
  const isPlain = !method || method === 'GET' || method === 'POST'
  return isPlain ? {} : { method: 'post', qs: { ...qs, _method: method } }
}

/** The token in an address would be in logs and in copied links. */
function isGet({ route }: Options) {
  return route && registry.routes[route].methods[0] === 'GET'
}

type Routes = InferRoutes<UserRegistry>
type RouteName = keyof Routes

/** The input of a route's validator: its query for GET, its body for all other methods. */
type RouteValues<Route extends RouteName> = 'GET' extends Routes[Route]['methods'][number]
  ? Routes[Route]['types']['query']
  : Routes[Route]['types']['body']

/**
 * The fields of a route's form, for a component that shows them: `defineProps<{ fields: FieldsOf<'notes.store'> }>()`.
 * A value in an object has the key of its error: `fields['address.city']` has the name `address[city]`.
 */
export type FieldsOf<Route extends RouteName> = {
  readonly [Key in KeysOf<RouteValues<Route>>]: FormFieldProps
}

type KeysOf<Values> = Values extends object
  ? {
      [Key in keyof Values & string]: Key | KeysWithin<Key, NonNullable<Values[Key]>>
    }[keyof Values & string]
  : never

type Whole = string | number | boolean | Date | readonly unknown[] | { size: number }
type KeysWithin<Key extends string, Value> = Value extends Whole
  ? never
  : Value extends object
    ? `${Key}.${KeysOf<Value>}`
    : never

/** The form's slot, with `fields` and with the errors of the route's validator. */
type Slot<Route extends RouteName> = Omit<InertiaFormSlotProps<RouteValues<Route>>, 'fields'> & {
  fields: FieldsOf<Route>
}

interface Context<Route extends RouteName> {
  props: PublicProps & FormRouteProps<Route>
  expose: (exposed: object) => void
  attrs: any
  slots: { default: (props: Slot<Route>) => any }
  emit: object
}

export const Form = PlainForm as unknown as <Route extends RouteName>(
  props: PublicProps & FormRouteProps<Route>
) => VNode & { __ctx?: Context<Route> }
