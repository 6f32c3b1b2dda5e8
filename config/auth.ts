import { defineConfig } from '@adonisjs/auth'
import type { InferAuthenticators, InferAuthEvents, Authenticators } from '@adonisjs/auth/types'
import env from '#start/env'
import timeouts from '#config/timeouts'
import { webGuard } from '#http/account/web_guard'

/**
 * Whether every account must have a second factor (docs/second-factor.md). A rule for some accounts only belongs into
 * `needsSecondFactor` of app/models/user.ts.
 */
export const secondFactor = { isRequired: false }

const authConfig = defineConfig({
  default: 'web',
  guards: {
    web: webGuard({
      useRememberMeTokens: true,
      rememberMeTokensAge: timeouts.remembered.idle,
      model: () => import('#models/user'),
    }),
  },
})

export default authConfig

/**
 * Asks a service on the web whether a new password is in a known breach. It gets five digits of the password's SHA-1
 * hash. The list of common passwords needs no service.
 */
export const breachCheck = {
  isOn: env.get('BREACHED_PASSWORDS', false),

  /** A service that speaks the range protocol of Have I Been Pwned. */
  url: env
    .get('BREACHED_PASSWORDS_URL', 'https://api.pwnedpasswords.com/range')
    .replace(/\/+$/, ''),
}

declare module '@adonisjs/auth/types' {
  export interface Authenticators extends InferAuthenticators<typeof authConfig> {}
}

declare module '@adonisjs/core/types' {
  interface EventsList extends InferAuthEvents<Authenticators> {}
}
