import { defineConfig } from '@adonisjs/auth'
import { tokensGuard, tokensUserProvider } from '@adonisjs/auth/access_tokens'
import type { InferAuthenticators, InferAuthEvents, Authenticators } from '@adonisjs/auth/types'
import env from '#start/env'
import { appUrl } from '#config/app'
import { webGuard } from '#http/account/web_guard'

/**
 * Whether every account must have a second factor (docs/sessions.md): the default of the setting
 * `secondFactor.requiredFor`. A group can require one of its members alone (docs/permissions.md).
 */
export const secondFactor = { isRequired: false }

/**
 * The site to which passkeys belong, from APP_URL. A passkey works only for this host, which must be a domain or
 * localhost: browsers make none for an IP address.
 */
export const relyingParty = {
  id: new URL(appUrl).hostname,
  origin: new URL(appUrl).origin,
}

const authConfig = defineConfig({
  default: 'web',
  guards: {
    web: webGuard({
      useRememberMeTokens: true,
      model: () => import('#models/user'),
    }),

    /** Only for the API, see start/routes/api.ts. */
    api: tokensGuard({
      provider: tokensUserProvider({
        tokens: 'accessTokens',
        model: () => import('#models/user'),
      }),
    }),
  },
})

export default authConfig

export const registration = {
  /** The default of a setting. When it is off, the pages of the sign-up say so, and nothing leads to them. Links in mails still work. */
  isOpen: env.get('REGISTRATION', true),

  /**
   * The default of a setting. `mandatory`: an account begins when its address is confirmed, and no answer tells which addresses have one.
   * `optional`: it begins at once, and its pages ask to confirm the address. `none`: it begins at once, and nobody proves
   * that the address is theirs. With both, a sign-up tells whether an address has an account.
   */
  verification: env.get('EMAIL_VERIFICATION', 'mandatory'),

  /** A URL, or a path of the app. With terms, a sign-up has to accept them. The pages of guests link both. */
  termsUrl: env.get('TERMS_URL'),
  privacyUrl: env.get('PRIVACY_URL'),
}

/**
 * A code of six digits in a mail as a log-in without a password. With it, an account is as safe as its mailbox and its
 * second factor.
 */
export const logInCode = { isOn: env.get('LOG_IN_CODES', false) }

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
