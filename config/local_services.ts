import env from '#start/env'

/**
 * In development and tests these services run on this machine, unless the environment names a server.
 */
const localServicesConfig = {
  postgres: !env.get('DATABASE_URL'),
  mailbox: !env.get('SMTP_URL'),

  /** The mails with made-up data, which /dev/mails shows. */
  mailPreviews: () => import('#mails/previews'),
}

export default localServicesConfig
