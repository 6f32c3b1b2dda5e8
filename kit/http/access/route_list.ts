import { routeInfo } from '@adonisjs/core/http/helpers'
import { accessOf, middlewareOf, type Access, type RouteInfo } from '#http/access/route_access'

export interface ListedRoute {
  methods: string[]
  address: string
  name?: string
  /** The controller and its method, or `closure`. */
  action: string
  access: Access[]
  /** The limits of `start/limiter.ts`. */
  throttles: string[]
  /** All other middleware, in the order in which they run, without the global ones. */
  middleware: string[]
}

/** How the limiter of AdonisJS names its middleware. */
const THROTTLE = /Throttle$/

/** Shown as the access. */
const ACCESS = ['access', 'guest']

export async function listedRoute(route: RouteInfo): Promise<ListedRoute> {
  const names = middlewareOf(route).map(({ name }) => name)
  return {
    methods: route.methods.filter((method) => method !== 'HEAD'),
    address: route.domain === 'root' ? route.pattern : `${route.domain}${route.pattern}`,
    name: route.name,
    action: await actionOf(route),
    access: accessOf(route),
    throttles: names
      .filter((name) => THROTTLE.test(name))
      .map((name) => name.replace(THROTTLE, '')),
    middleware: names.filter((name) => name && !THROTTLE.test(name) && !ACCESS.includes(name)),
  }
}

/** Such as `self`, `ProjectPolicy` or `profile:read`. */
export function textOfAccess(access: Access[]) {
  return access.map((one) => ('name' in one ? one.name : one.kind)).join(' + ') || 'not said'
}

/** Whether the text occurs in anything that the list shows of the route. */
export function matches(route: ListedRoute, text: string) {
  const { access, methods, throttles, middleware, ...rest } = route
  const shown = [...Object.values(rest), textOfAccess(access), methods, throttles, middleware]
  return shown.join('\n').toLowerCase().includes(text.toLowerCase())
}

async function actionOf(route: RouteInfo) {
  const info = await routeInfo(route)
  if (info.type === 'closure') return info.name ?? 'closure'
  const controller = info.moduleNameOrPath
    .replace(/^#controllers\//, '')
    .replace(/_controller$/, '')
  return `${controller}.${info.method}`
}
