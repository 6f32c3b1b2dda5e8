import {
  Form as RouteForm,
  type FormRouteProps,
  type InertiaFormSlotProps,
} from '@adonisjs/inertia/vue'
import { registry } from '@generated/registry'
import type { InferRoutes, UserRegistry } from '@tuyau/core/types'
import { defineAsyncComponent, h, type PublicProps, type SetupContext, type VNode } from 'vue'
import CsrfField from '~/components/csrf_field.vue'
import { fieldsOf, type FormFieldProps } from '~/form_fields'

interface Options {
  route?: RouteName
  qs?: Record<string, unknown>
  guarded?: boolean | ''
}

interface Shown {
  errors: Record<string, string>
  isDirty: boolean
  defaults: () => void
}

const UnsavedChanges = defineAsyncComponent(() => import('~/components/unsaved_changes.vue'))

/**
 * The `<Form>` of every page. It also works without scripts: it has the CSRF token, and a browser can send it, because
 * HTML knows only GET and POST. kit/http/middleware/input_middleware.ts reads `_method`.
 */
const PlainForm = ({ guarded, ...options }: Options, { slots }: SetupContext) => {
  const isGuarded = guarded === '' || guarded === true
  return h(RouteForm as never, { ...options, ...spoofed(options), onReset: tellFields } as never, {
    default: (form: Shown) => [
      isGet(options) ? undefined : h(CsrfField),
      isGuarded ? h(UnsavedChanges, { isDirty: form.isDirty, onSaved: form.defaults }) : undefined,
      slots.default?.({ ...form, fields: fieldsOf(form.errors) }),
    ],
  })
}
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
export type RouteName = keyof Routes

export type ParamsOf<Route extends RouteName> = Routes[Route]['types']['params']

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

/** `guarded` asks before somebody leaves the form after a change that was not sent. */
type FormProps<Route extends RouteName> = FormRouteProps<Route> & { guarded?: boolean }

/** The form's slot, with `fields` and with the errors of the route's validator. */
type Slot<Route extends RouteName> = Omit<InertiaFormSlotProps<RouteValues<Route>>, 'fields'> & {
  fields: FieldsOf<Route>
}

interface Context<Route extends RouteName> {
  props: PublicProps & FormProps<Route>
  expose: (exposed: object) => void
  attrs: any
  slots: { default: (props: Slot<Route>) => any }
  emit: object
}

export const Form = PlainForm as unknown as <Route extends RouteName>(
  props: PublicProps & FormProps<Route>
) => VNode & { __ctx?: Context<Route> }
