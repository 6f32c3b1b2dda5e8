import { createUrlBuilder } from '@adonisjs/core/http/url_builder_client'
import { registry } from '@generated/registry'
import { tokensOf } from '~/route_tokens'
import type { createTuyau } from '@tuyau/core/client'

type Client = ReturnType<typeof createTuyau<typeof registry>>

const routes: Record<string, (typeof registry.routes)[keyof typeof registry.routes]> =
  registry.routes

/** The URL of a route, with the types of its parameters: `urlFor('notes.show', { id: 1 }, { qs: { page: 2 } })`. */
export const urlFor = createUrlBuilder(
  {
    root: Object.entries(routes).map(([name, route]) => ({
      ...route,
      name,
      tokens: tokensOf(route.pattern),
      domain: 'root',
    })),
  },
  queryString
) as Client['urlFor']

/**
 * Gives links and forms the routes. Tuyau's own client can also send requests, which Inertia does here: every first visit
 * would load its 10 kB for nothing.
 */
export const client = {
  urlFor,
  getRoute: (name: string, { params }: { params?: object }) => ({
    url: (urlFor as (name: string, params?: object) => string)(name, params),
    methods: routes[name].methods,
  }),
} as unknown as Client

/** A list becomes `name[]=1&name[]=2`. Empty values are left out. */
function queryString(query: Record<string, unknown>) {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    Array.isArray(value) ? value.map((item) => [`${name}[]`, item]) : [[name, value]]
  )
  return new URLSearchParams(
    pairs.filter(([, value]) => value !== null && value !== undefined)
  ).toString()
}
