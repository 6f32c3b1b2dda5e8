import env from '#start/env'
import app from '@adonisjs/core/services/app'
import logger from '@adonisjs/core/services/logger'
import { defineConfig } from '@adonisjs/lucid'
import { databaseIn, withDatabase } from '#services/database_url'
import localServices from '#local_services/main'
import { isTrusted, limitQueries, QUERY_TIME_LIMIT } from '#http/query_time_limit'

/**
 * Tests never touch the database of DATABASE_URL: theirs has "_test" behind its name, and then the part of the
 * test run, for parts run side by side.
 */
function nameFor(database: string) {
  if (!app.inTest) return database
  return [database, 'test', env.get('TEST_LANE')].filter(Boolean).join('_')
}

function server() {
  const databaseUrl = env.get('DATABASE_URL')
  if (!databaseUrl) return localServices.databaseConnection(nameFor('easystart'))

  return { connectionString: withDatabase(databaseUrl, nameFor(databaseIn(databaseUrl))) }
}

function connection() {
  return { ...server(), connectionTimeoutMillis: QUERY_TIME_LIMIT, keepAlive: true }
}

function quietly() {
  return {
    warn(message: string) {
      if (!message.startsWith('Acquire connection error')) logger.warn(message)
    },
    error(message: string) {
      logger.error(message)
    },
  }
}

const dbConfig = defineConfig({
  connection: 'postgres',
  prettyPrintDebugQueries: true,
  connections: {
    postgres: {
      client: 'pg',
      connection: connection(),
      pool: {
        min: 0,
        max: env.get('DATABASE_POOL', 10),
        /**
         * A page that gets no connection in this time answers 503.
         */
        acquireTimeoutMillis: QUERY_TIME_LIMIT,
        /**
         * A connection on which a request got no answer is closed, and so are those that were idle then.
         */
        afterCreate: limitQueries,
        validate: isTrusted,
      },
      /**
       * Whoever asked for a connection is told why there is none; knex would print a stack besides.
       */
      ...{ log: quietly() },
      migrations: {
        naturalSort: true,
        paths: ['database/migrations'],
      },
      schemaGeneration: {
        enabled: !app.inProduction,
        rulesPaths: ['./database/schema_rules.js'],
        excludeTables: ['rate_limits', 'sessions', 'remember_me_tokens', 'schedule_ticks'],
      },
    },
  },
})

export default dbConfig
