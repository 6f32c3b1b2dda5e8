import pg from 'pg'
import env from '#start/env'
import app from '@adonisjs/core/services/app'
import logger from '@adonisjs/core/services/logger'
import { defineConfig } from '@adonisjs/lucid'
import { databaseIn, withDatabase } from '#local_services/database_url'
import localServices from '#local_services/main'
import { useClusters } from '#postgres/cluster_client'
import { useUnnamedStatements } from '#postgres/unnamed_statements'
import { isTrusted, limitQueries, QUERY_TIME_LIMIT } from '#http/query_time_limit'

useClusters((sentence) => logger.error(sentence))

/**
 * A date column is a day, not a moment, so it stays the text `2026-11-28`. By default it would become midnight in the
 * time zone of the process, which is another day elsewhere.
 */
pg.types.setTypeParser(pg.types.builtins.DATE, (day) => day)

/**
 * Tests never use the database in DATABASE_URL: theirs has the suffix "_test" and then the lane of the test run,
 * because lanes run in parallel.
 */
function nameFor(database: string) {
  if (!app.inTest) return database
  return [database, 'test', env.get('TEST_LANE')].filter(Boolean).join('_')
}

const directUrl = env.get('DATABASE_DIRECT_URL')

function server(databaseUrl = env.get('DATABASE_URL')) {
  if (!databaseUrl) return localServices.databaseConnection(nameFor('easystart'))

  return { connectionString: withDatabase(databaseUrl, nameFor(databaseIn(databaseUrl))) }
}

function connectionTo(databaseUrl?: string) {
  return {
    client: 'pg' as const,
    connection: {
      ...server(databaseUrl),
      connectionTimeoutMillis: QUERY_TIME_LIMIT,
      keepAlive: true,
    },
    pool: {
      min: 0,
      max: env.get('DATABASE_POOL', 10),
      /**
       * A page that gets no connection within this time answers 503.
       */
      acquireTimeoutMillis: QUERY_TIME_LIMIT,
      /**
       * Closes a connection on which a request timed out, and all connections that were idle at that time.
       */
      afterCreate(client: pg.Client, done: () => void) {
        if (directUrl) useUnnamedStatements(client)
        limitQueries(client, done)
      },
      validate: isTrusted,
    },
    /**
     * The caller gets the error; knex would log its stack as well.
     */
    ...{ log: quietly() },
    /**
     * The message of an error has the statement, but not its values, which may be secret.
     */
    ...{ compileSqlOnError: false },
  }
}

const replicaUrl = env.get('DATABASE_REPLICA_URL')

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
      ...connectionTo(),
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
    /**
     * For reads of `Model.query({ replica: true })` and of routes with `middleware.replica()`.
     */
    ...(replicaUrl && { replica: connectionTo(replicaUrl) }),
    /**
     * For connections that listen, which a pooler of transactions cannot carry.
     */
    ...(directUrl && { direct: connectionTo(directUrl) }),
  },
})

export default dbConfig
