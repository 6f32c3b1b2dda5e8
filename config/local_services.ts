import env from '#start/env'

/**
 * In development and tests these run on this machine, unless the environment names a server for them.
 */
const localServicesConfig = {
  postgres: !env.get('DATABASE_URL'),
  mailbox: !env.get('SMTP_URL'),
}

export default localServicesConfig
