import app from '@adonisjs/core/services/app'
import { defineConfig } from '@adonisjs/shield'
import { HSTS_SECONDS } from '#http/plain_headers'

const shieldConfig = defineConfig({
  csp: {
    enabled: true,
    directives: {
      defaultSrc: [`'self'`],
      baseUri: [`'none'`],
      /** Vite's hot reload uses a WebSocket on its own port. */
      connectSrc: app.inProduction ? [`'self'`] : [`'self'`, 'ws:'],
      fontSrc: [`'self'`],
      formAction: [`'self'`],
      frameAncestors: [`'none'`],
      frameSrc: [`'none'`],
      imgSrc: [`'self'`, 'data:'],
      objectSrc: [`'none'`],
      scriptSrc: [`'self'`, '@nonce'],
      scriptSrcAttr: [`'none'`],
      styleSrc: [`'self'`, `'unsafe-inline'`],
      /** Vite uses a worker from a blob to detect in an open page that the server is back. */
      workerSrc: app.inProduction ? [`'self'`] : [`'self'`, 'blob:'],
    },
    reportOnly: false,
  },

  csrf: {
    enabled: true,
    exceptRoutes: [],
    enableXsrfCookie: true,
    /** As long as the session, because the token is derived from the session's secret. */
    cookieOptions: { maxAge: '7 days' },
    methods: ['POST', 'PUT', 'PATCH', 'DELETE'],
  },

  xFrame: { enabled: true, action: 'DENY' },
  hsts: { enabled: true, maxAge: HSTS_SECONDS, includeSubDomains: true },
  contentTypeSniffing: { enabled: true },
})

export default shieldConfig
