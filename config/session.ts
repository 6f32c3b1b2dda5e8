import env from '#start/env'
import app from '@adonisjs/core/services/app'
import { configProvider } from '@adonisjs/core'
import { defineConfig } from '@adonisjs/session'

const sessionConfig = defineConfig({
  enabled: true,

  /**
   * Browsers accept a __Host- cookie only over HTTPS, from this exact host and for every path, so a sibling domain
   * cannot set one.
   */
  cookieName: app.inProduction ? '__Host-easystart-session' : 'easystart-session',
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
