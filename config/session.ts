import env from '#start/env'
import app from '@adonisjs/core/services/app'
import { configProvider } from '@adonisjs/core'
import { defineConfig } from '@adonisjs/session'
import { COOKIE_PREFIX } from '#http/cookie_prefix'

const sessionConfig = defineConfig({
  enabled: true,

  cookieName: `${COOKIE_PREFIX}easystart-session`,
  clearWithBrowser: false,
  age: '7 days',

  cookie: {
    path: '/',
    httpOnly: true,
    secure: app.inProduction,
    sameSite: 'lax',
  },

  /**
   * Functional tests write sessions through the test client, which supports only the memory store.
   */
  store: env.get('SESSION_DRIVER', 'accounts'),
  stores: {
    accounts: configProvider.create(async () => {
      const { AccountSessionStore } = await import('#http/account/session_store')
      return (ctx, config) => new AccountSessionStore(ctx, config)
    }),
  },
})

export default sessionConfig
