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

/** The configuration is read here, because config/auth.ts imports this module while it is not loaded yet. */
export function timeoutOf(isRemembered: boolean) {
  return app.config.get<Timeout>(`timeouts.${isRemembered ? 'remembered' : 'usual'}`)
}

function after(moment: Date, duration: string) {
  return moment.getTime() + string.seconds.parse(duration) * 1000
}
