import { createHash } from 'node:crypto'
import app from '@adonisjs/core/services/app'
import { defineConfig } from '@adonisjs/shield'
import { socialOrigins } from '#config/social_log_in'
import { HSTS_SECONDS } from '#http/plain_headers'

/** Nuxt UI and Reka UI write them into rendered pages: an icon, the side bar, and a field that nobody sees. */
const STYLE_ATTRIBUTES = [
  '',
  '--width:16%;',
  'position:absolute;border:0;width:1px;height:1px;padding:0;margin:-1px;overflow:hidden;clip:rect(0, 0, 0, 0);clip-path:inset(50%);white-space:nowrap;word-wrap:normal;top:-1px;left:-1px;',
]

function hashOf(text: string) {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}

const shieldConfig = defineConfig({
  csp: {
    enabled: true,
    directives: {
      defaultSrc: [`'none'`],
      baseUri: [`'none'`],
      /** Vite's hot reload uses a WebSocket on its own port. */
      connectSrc: app.inProduction ? [`'self'`] : [`'self'`, 'ws:'],
      fontSrc: [`'self'`],
      formAction: [`'self'`, ...socialOrigins],
      frameAncestors: [`'none'`],
      frameSrc: [`'none'`],
      imgSrc: [`'self'`, 'data:'],
      objectSrc: [`'none'`],
      scriptSrc: [`'self'`, '@nonce'],
      scriptSrcAttr: [`'none'`],
      styleSrc: [`'self'`, '@nonce'],
      /** The error page of development colours code by attributes. */
      styleSrcAttr: app.inDev
        ? [`'unsafe-inline'`]
        : [`'unsafe-hashes'`, ...STYLE_ATTRIBUTES.map(hashOf)],
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
