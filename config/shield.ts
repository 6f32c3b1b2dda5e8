import app from '@adonisjs/core/services/app'
import { defineConfig } from '@adonisjs/shield'
import { HSTS_SECONDS } from '#http/plain_headers'

const shieldConfig = defineConfig({
  csp: {
    enabled: true,
    directives: {
      defaultSrc: [`'self'`],
      baseUri: [`'none'`],
      /** Vite's hot reload speaks over a WebSocket on a port of its own. */
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
      /** With a worker from a blob, Vite finds out in an open page that the server is back. */
      workerSrc: app.inProduction ? [`'self'`] : [`'self'`, 'blob:'],
    },
    reportOnly: false,
  },

  csrf: {
    enabled: true,
    exceptRoutes: [],
    enableXsrfCookie: true,
    /** As long as the session, whose secret it is made of. */
    cookieOptions: { maxAge: '7 days' },
    methods: ['POST', 'PUT', 'PATCH', 'DELETE'],
  },

  xFrame: { enabled: true, action: 'DENY' },
  hsts: { enabled: true, maxAge: HSTS_SECONDS, includeSubDomains: true },
  contentTypeSniffing: { enabled: true },
})

export default shieldConfig
