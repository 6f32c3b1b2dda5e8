import { Env } from '@adonisjs/core/env'
import { REDIS_PROTOCOLS } from '#queue/drivers/redis/address'
import { appKey, previousKeys } from '#keys/key_rules'
import {
  clientOf,
  countOf,
  diskOf,
  issuerOf,
  pageOf,
  portOf,
  proxies,
  secondsOf,
  urlOf,
} from '#start/env_rules'

const inProduction = process.env.NODE_ENV === 'production'

/** Other machines are reached over TLS, unless the network between the two is trusted. A file `.env` may say so too. */
const tls = () => inProduction && !['true', '1'].includes(process.env.PLAIN_CONNECTIONS ?? '')
const appRoot = new URL('../', import.meta.url)

/**
 * Reads the environment once and reports all invalid and missing variables together, before anything starts. Production
 * must name its servers; development and tests start the servers that are not named.
 */
export default await Env.create(appRoot, {
  NODE_ENV: Env.schema.enum(['development', 'production', 'test'] as const),
  TZ: Env.schema.string.optional(),

  HOST: Env.schema.string.optional({ format: 'host' }),
  PORT: Env.schema.number.optional(),
  APP_KEY: appKey(),
  APP_PREVIOUS_KEYS: previousKeys(),
  APP_URL: urlOf(['http:', 'https:'], { required: inProduction }),
  APP_NAME: Env.schema.string.optional(),
  LOG_LEVEL: Env.schema.enum.optional([
    'fatal',
    'error',
    'warn',
    'info',
    'debug',
    'trace',
    'silent',
  ] as const),
  TRUST_PROXY: proxies(),
  DRAIN_SECONDS: secondsOf(300),
  GRACE_SECONDS: secondsOf(3600),

  DATABASE_URL: urlOf(['postgres:', 'postgresql:'], { required: inProduction, tls }),
  DATABASE_DIRECT_URL: urlOf(['postgres:', 'postgresql:'], { tls }),
  DATABASE_REPLICA_URL: urlOf(['postgres:', 'postgresql:'], { tls }),
  PLAIN_CONNECTIONS: Env.schema.boolean.optional(),
  DATABASE_POOL: countOf(1000),

  /** The lane of the test run that a process belongs to: each lane has its own database. */
  TEST_LANE: Env.schema.string.optional(),
  SESSION_DRIVER: Env.schema.enum.optional(['accounts', 'memory'] as const),

  QUEUE_CONNECTION: Env.schema.enum.optional(['postgres', 'redis', 'rabbitmq', 'sync'] as const),
  QUEUE_PREFIX: Env.schema.string.optional(),
  QUEUE_LEASE: Env.schema.string.optional(),
  REDIS_URL: urlOf(REDIS_PROTOCOLS, { tls }),
  AMQP_URL: urlOf(['amqp:', 'amqps:'], { tls }),
  AMQP_MANAGEMENT_URL: urlOf(['http:', 'https:'], { tls }),

  SMTP_URL: urlOf(['smtp:', 'smtps:'], { required: inProduction, tls }),
  MAIL_FROM: Env.schema.string.optional({ format: 'email' }),
  MAIL_SUPPORT: Env.schema.string.optional({ format: 'email' }),

  BACKUP_ROOT: Env.schema.string.optional(),
  BACKUP_BUCKET: Env.schema.string.optional(),
  BACKUP_RECIPIENT: Env.schema.string.optional(),
  BACKUP_IDENTITY: Env.schema.secret.optional(),

  METRICS_PORT: portOf(),
  METRICS_HOST: Env.schema.string.optional({ format: 'host' }),
  METRICS_TOKEN: Env.schema.secret.optional(),

  OTEL_EXPORTER_OTLP_ENDPOINT: urlOf(['http:', 'https:'], { tls }),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: urlOf(['http:', 'https:'], { tls }),
  OTEL_EXPORTER_OTLP_TIMEOUT: Env.schema.number.optional(),
  OTEL_EXPORTER_OTLP_PROTOCOL: Env.schema.enum.optional([
    'grpc',
    'http/json',
    'http/protobuf',
  ] as const),
  OTEL_SDK_DISABLED: Env.schema.boolean.optional(),
  OTEL_SERVICE_NAME: Env.schema.string.optional(),
  ERRORS_URL: urlOf(['https:', 'http:'], { tls }),
  APP_VERSION: Env.schema.string.optional(),

  BREACHED_PASSWORDS: Env.schema.boolean.optional(),
  BREACHED_PASSWORDS_URL: urlOf(['http:', 'https:'], { tls }),
  LOG_IN_CODES: Env.schema.boolean.optional(),
  REGISTRATION: Env.schema.boolean.optional(),
  EMAIL_VERIFICATION: Env.schema.enum.optional(['mandatory', 'optional', 'none'] as const),
  TERMS_URL: pageOf(),
  PRIVACY_URL: pageOf(),

  GOOGLE_CLIENT_ID: clientOf('GOOGLE_CLIENT_SECRET'),
  GOOGLE_CLIENT_SECRET: clientOf('GOOGLE_CLIENT_ID'),
  GOOGLE_ISSUER: issuerOf(),
  GITHUB_CLIENT_ID: clientOf('GITHUB_CLIENT_SECRET'),
  GITHUB_CLIENT_SECRET: clientOf('GITHUB_CLIENT_ID'),
  GITHUB_URL: issuerOf(),
  MICROSOFT_CLIENT_ID: clientOf('MICROSOFT_CLIENT_SECRET'),
  MICROSOFT_CLIENT_SECRET: clientOf('MICROSOFT_CLIENT_ID'),
  MICROSOFT_ISSUER: issuerOf(),
  GITLAB_CLIENT_ID: clientOf('GITLAB_CLIENT_SECRET'),
  GITLAB_CLIENT_SECRET: clientOf('GITLAB_CLIENT_ID'),
  GITLAB_ISSUER: issuerOf(),

  DRIVE_DISK: diskOf(() => process.env.S3_BUCKET),
  DRIVE_ROOT: Env.schema.string.optional(),
  S3_BUCKET: Env.schema.string.optional(),
  S3_ENDPOINT: urlOf(['http:', 'https:'], { tls }),
  AWS_REGION: Env.schema.string.optional(),
  AWS_ACCESS_KEY_ID: Env.schema.string.optional(),
  AWS_SECRET_ACCESS_KEY: Env.schema.secret.optional(),
})
