import app from '@adonisjs/core/services/app'
import string from '@adonisjs/core/helpers/string'

interface Timeout {
  idle: string
  absolute: string
}

interface LogIn {
  firstSeenAt: Date
  lastSeenAt: Date
  isRemembered: boolean
}

/**
 * The moment at which a log-in ends by itself, unless its browser makes another request before.
 * @see config/timeouts.ts
 */
export function endOf({ firstSeenAt, lastSeenAt, isRemembered }: LogIn) {
  const { idle, absolute } = timeoutOf(isRemembered)
  return new Date(Math.min(after(lastSeenAt, idle), after(firstSeenAt, absolute)))
}

export function timeoutOf(isRemembered: boolean) {
  return source(isRemembered)
}

/** The app can have other timeouts than those of config/timeouts.ts. They are asked for at each use. */
export function useTimeouts(other: typeof source) {
  source = other
}

/** The configuration is read here, because config/auth.ts imports this module while it is not loaded yet. */
let source = (isRemembered: boolean) =>
  app.config.get<Timeout>(`timeouts.${isRemembered ? 'remembered' : 'usual'}`)

function after(moment: Date, duration: string) {
  return moment.getTime() + string.seconds.parse(duration) * 1000
}
