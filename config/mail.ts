import { connect } from 'node:net'
import env from '#start/env'
import app from '@adonisjs/core/services/app'
import { defineConfig, transports } from '@adonisjs/mail'
import type { InferMailers } from '@adonisjs/mail/types'
import { appName, appUrl } from '#config/app'
import { isThisMachine } from '#start/env_rules'
import localServices from '#local_services/main'

function smtp() {
  const url = env.get('SMTP_URL')
  if (!url) return mailbox()

  const { protocol, hostname, port, username, password } = new URL(url)
  const secure = protocol === 'smtps:'
  return {
    host: hostname,
    port: Number(port) || (secure ? 465 : 587),
    secure,
    /** Otherwise Nodemailer would fall back to a connection that others on the way can read. */
    requireTLS: app.inProduction && !env.get('PLAIN_CONNECTIONS') && !isThisMachine(hostname),
    auth: username
      ? {
          type: 'login' as const,
          user: decodeURIComponent(username),
          pass: decodeURIComponent(password),
        }
      : undefined,
  }
}

/**
 * The development mailbox speaks SMTP on a local socket, so it needs no port.
 */
function mailbox() {
  return {
    host: 'localhost',
    ignoreTLS: true,
    getSocket(_: unknown, done: (error: Error | null, socket?: { connection: unknown }) => void) {
      const connection = connect(localServices.smtpSocket)
      connection.once('connect', () => done(null, { connection }))
      connection.once('error', done)
    },
  }
}

/** Milliseconds that an unresponsive server can delay a job; by default Nodemailer waits for minutes. */
const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 60_000 }

/** The mail server, as Nodemailer wants it. */
export const smtpOptions = { ...smtp(), ...timeouts }

/** Every mail comes from it. */
export const senderAddress = env.get('MAIL_FROM', `hello@${new URL(appUrl).hostname}`)

/** The default of the setting `support.address`: every mail names it and sends replies to it. */
export const supportAddress = env.get('MAIL_SUPPORT', senderAddress)

const mailConfig = defineConfig({
  default: 'smtp',
  from: { address: senderAddress, name: appName },
  replyTo: { address: supportAddress, name: appName },
  mailers: {
    smtp: transports.smtp(smtpOptions),
  },
})

export default mailConfig

declare module '@adonisjs/mail/types' {
  export interface MailersList extends InferMailers<typeof mailConfig> {}
}
