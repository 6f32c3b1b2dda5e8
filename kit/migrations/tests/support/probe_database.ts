import pg from 'pg'
import app from '@adonisjs/core/services/app'
import { connectionOf } from '#console/database_connection'
import { runAceWith } from '#tests/support/ace'

/** A database that is not migrated, for processes of `node ace`. */
export class ProbeDatabase {
  readonly #lane = [process.env.TEST_LANE, 'probe'].filter(Boolean).join('_')
  readonly #name = `${connectionOf(app).database}_probe`

  static async create() {
    const database = new ProbeDatabase()
    await database.#run(`DROP DATABASE IF EXISTS ${database.#name} WITH (FORCE)`)
    await database.#run(`CREATE DATABASE ${database.#name} TEMPLATE template0`)
    return database
  }

  async [Symbol.asyncDispose]() {
    await this.#run(`DROP DATABASE IF EXISTS ${this.#name} WITH (FORCE)`)
  }

  ace(...args: string[]) {
    return runAceWith({ TEST_LANE: this.#lane }, ...args)
  }

  async connect() {
    const client = new pg.Client({ ...connectionOf(app), database: this.#name } as pg.ClientConfig)
    await client.connect()
    return client
  }

  async #run(sql: string) {
    const client = new pg.Client({ ...connectionOf(app), database: 'postgres' } as pg.ClientConfig)
    await client.connect()
    await client.query(sql)
    await client.end()
  }
}
