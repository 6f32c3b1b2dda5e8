import env from '#start/env'
import app from '@adonisjs/core/services/app'
import { defineConfig } from '@adonisjs/lucid'
import localServices from '#services/local_services/main'

/**
 * Tests never touch the database that DATABASE_URL names: theirs is its sister with "_test" behind the name.
 */
function testDatabase(databaseUrl: string) {
  const url = new URL(databaseUrl)
  if (!url.pathname.includes('_test')) url.pathname += '_test'
  return url.href
}

function connection() {
  const url = env.get('DATABASE_URL')
  if (!url) return localServices.databaseConnection()
  return { connectionString: app.inTest ? testDatabase(url) : url }
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
        acquireTimeoutMillis: 2500,
      },
      migrations: {
        naturalSort: true,
        paths: ['database/migrations'],
      },
      schemaGeneration: {
        enabled: !app.inProduction,
        rulesPaths: ['./database/schema_rules.js'],
        excludeTables: ['rate_limits', 'sessions', 'remember_me_tokens'],
      },
    },
  },
})

export default dbConfig
