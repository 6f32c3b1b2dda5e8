import { defineConfig } from '@adonisjs/auth'
import type { InferAuthenticators, InferAuthEvents, Authenticators } from '@adonisjs/auth/types'
import { webGuard } from '#http/account/web_guard'

const authConfig = defineConfig({
  default: 'web',
  guards: {
    web: webGuard({
      useRememberMeTokens: true,
      rememberMeTokensAge: '30 days',
      model: () => import('#models/user'),
    }),
  },
})

export default authConfig

declare module '@adonisjs/auth/types' {
  export interface Authenticators extends InferAuthenticators<typeof authConfig> {}
}

declare module '@adonisjs/core/types' {
  interface EventsList extends InferAuthEvents<Authenticators> {}
}
