import type { Router } from '@adonisjs/core/http'
import { operations } from '#http/api/operations'

export type RouteInfo = ReturnType<Router['toJSON']>[string][number]

/** A way in which a route says who may use it. */
export type Access =
  { kind: 'everyone' | 'guest' | 'self' } | { kind: 'policy' | 'ability'; name: string }

/** All that a route says about who may use it. A right one says one thing. */
export function accessOf(route: RouteInfo): Access[] {
  const ability = abilityOf(route)
  return [
    ...middlewareOf(route).flatMap(({ name, args }) => accessOfMiddleware(name, args)),
    ...(ability ? [{ kind: 'ability', name: ability } as const] : []),
  ]
}

/** The mistakes in which a route can say who may use it. An empty list for a right one. */
export function accessFaultsOf(route: RouteInfo) {
  const access = accessOf(route)
  const [{ kind } = { kind: undefined }] = access
  const names = middlewareOf(route).map(({ name }) => name)
  const faults = {
    'says nothing: add middleware.access': access.length === 0,
    'says more than one thing': access.length > 1,
    'is for "self", but needs no log-in: add middleware.auth':
      kind === 'self' && !names.includes('auth'),
    'has middleware behind its policy, which could answer in place of the action':
      kind === 'policy' && names.at(-1) !== 'access',
  }
  return Object.entries(faults).flatMap(([fault, applies]) => (applies ? [fault] : []))
}

interface NamedMiddleware {
  name: string
  args?: unknown
}

/** Each middleware of a route, in the order in which they run. A function has its own name or none. */
export function middlewareOf({ middleware }: RouteInfo): NamedMiddleware[] {
  return [...middleware.all()].map((one) => one as NamedMiddleware)
}

function accessOfMiddleware(name: string, args: unknown): Access[] {
  if (name === 'guest') return [{ kind: 'guest' }]
  if (name !== 'access') return []
  const isPolicy = args !== 'everyone' && args !== 'self'
  return [isPolicy ? { kind: 'policy', name: String(args) } : { kind: args }]
}

function abilityOf({ name }: RouteInfo) {
  const described = [...operations].find(([route]) => route.getName() === name)
  return described?.[1].ability
}
