import { Form as RouteForm } from '@adonisjs/inertia/vue'
import { registry } from '@generated/registry'
import { h, type SetupContext } from 'vue'
import CsrfField from '~/components/csrf_field.vue'

interface Options {
  route?: keyof typeof registry.routes
  qs?: Record<string, unknown>
}

/**
 * The `<Form>` of every page. It also works without scripts: it has the CSRF token, and a browser can send it, because
 * HTML knows only GET and POST. kit/http/middleware/input_middleware.ts reads `_method`.
 */
const PlainForm = (options: Options, { slots }: SetupContext) =>
  h(RouteForm as never, { ...options, ...spoofed(options), onReset: tellFields } as never, {
    default: (form: unknown) => [h(CsrfField), slots.default?.(form)],
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

export const Form = PlainForm as unknown as typeof RouteForm
