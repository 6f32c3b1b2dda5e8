import type { HttpContext, Route } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { AbilityMissingException } from '#http/api/ability_missing_exception'

/** A validator of VineJS. Its rules are also the part of the OpenAPI document that describes the values. */
interface Described {
  toJSONSchema(): object
}

export interface Operation {
  summary: string
  description?: string
  /** The ability that the access token must have. An operation without one needs no token. */
  ability?: string
  query?: Described
  body?: Described
  /** The body of the answer; an answer with status 204 has none. */
  answer?: Described
  /** 200 by default. */
  status?: number
}

/** The operations of the API with their routes. */
export const operations = new Map<Route, Operation>()

/** Describes a route for the OpenAPI document, and refuses tokens without its ability. */
export function describe(route: Route, operation: Operation) {
  const { ability } = operation
  operations.set(route, operation)
  if (ability) route.use((ctx: HttpContext, next: NextFn) => allow(ability, ctx, next))
}

function allow(ability: string, { auth }: HttpContext, next: NextFn) {
  const { currentAccessToken: token } = auth.user as { currentAccessToken?: Token }
  if (!token?.allows(ability)) throw new AbilityMissingException(ability)
  return next()
}

interface Token {
  allows(ability: string): boolean
}
