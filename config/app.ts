import env from '#start/env'
import proxyaddr from 'proxy-addr'
import app from '@adonisjs/core/services/app'
import { defineConfig } from '@adonisjs/core/http'
import inputConfig from '#config/input'
import { answerBadUrl } from '#http/input/bad_url'
import { clientAddress } from '#http/input/client_address'

export const appName = env.get('APP_NAME', 'Easystart')

/** The colour of buttons in mails; `inertia/css/colors.css` has it too. White text on it needs a contrast of 4.5 : 1. */
export const brandColor = '#4f46e5'

/**
 * The public URL of the app, without a trailing slash. Links in mails start with it.
 */
export const appUrl = env
  .get('APP_URL', `http://${env.get('HOST', 'localhost')}:${env.get('PORT', 3333)}`)
  .replace(/\/$/, '')

/**
 * A stopping web server first answers 503 at `/health/ready` and goes on, so that a load balancer sends no more requests.
 * Then it accepts none, and the running ones have the grace time to end.
 */
export const stopping = {
  drainSeconds: env.get('DRAIN_SECONDS', 0),
  graceSeconds: env.get('GRACE_SECONDS', 25),
}

export const http = defineConfig({
  generateRequestId: true,
  serializeJSON: JSON.stringify,
  allowMethodSpoofing: false,
  useAsyncLocalStorage: false,

  /**
   * Forwarded client addresses are ignored unless TRUST_PROXY names the proxies.
   */
  trustProxy: proxyaddr.compile(env.get('TRUST_PROXY') ?? []),

  getIp: (request) => clientAddress(request.ips()),

  onBadUrl: answerBadUrl,

  qs: { parse: { depth: inputConfig.depth, arrayLimit: inputConfig.index } },

  cookie: {
    domain: '',
    path: '/',
    maxAge: '2h',
    httpOnly: true,
    secure: app.inProduction,
    sameSite: 'lax',
  },
})
