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
  h(RouteForm as never, { ...options, ...spoofed(options) } as never, {
    default: (form: unknown) => [h(CsrfField), slots.default?.(form)],
  })
PlainForm.inheritAttrs = false

function spoofed({ route, qs }: Options) {
  const [method] = route ? registry.routes[route].methods : []
  const isPlain = !method || method === 'GET' || method === 'POST'
  return isPlain ? {} : { method: 'post', qs: { ...qs, _method: method } }
}

export const Form = PlainForm as unknown as typeof RouteForm
