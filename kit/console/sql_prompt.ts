import { createInterface, type Interface } from 'node:readline'
import pg from 'pg'
import { tellError } from '#console/command_error'
import { settingsOf } from '#console/database_connection'
import type { BaseCommand } from '@adonisjs/core/ace'

type Command = BaseCommand & { json?: boolean }
type Row = Record<string, unknown>

const HINT = 'End a statement with ";", the prompt with \\q'

const END = ['\\q', 'exit', 'quit']

/** Runs SQL on a connection of its own, which has no time limit, and prints the results. */
export class SqlPrompt {
  #client: pg.Client

  constructor(private command: Command) {
    this.#client = new pg.Client(settingsOf(command.app))
  }

  /** @throws DatabaseError */
  async runOne(sql: string) {
    await this.#client.connect()
    try {
      for (const result of [await this.#client.query<Row>(sql)].flat()) this.#show(result)
    } finally {
      await this.#client.end()
    }
  }

  /** Without a terminal, it reads the statements from the standard input and prints only their results. */
  async open() {
    await this.#client.connect()
    const lines = createInterface({ input: process.stdin, output: process.stdout, prompt: 'sql> ' })
    this.#client.on('error', (error) => this.#lose(error, lines))
    const ask = () => process.stdin.isTTY && lines.prompt()
    if (process.stdin.isTTY) this.#log(`Database ${this.#client.database}. ${HINT}`)

    let statement = ''
    ask()
    for await (const line of lines) {
      if (!statement && END.includes(line.trim())) break
      statement = `${statement}\n${line}`.trimStart()
      if (statement.trimEnd().endsWith(';')) {
        await this.#try(statement)
        statement = ''
      }
      lines.setPrompt(statement ? '...> ' : 'sql> ')
      ask()
    }
    await this.#client.end()
  }

  /** The database has ended the connection. */
  #lose(error: Error, lines: Interface) {
    tellError(this.command, error.message)
    this.command.exitCode = 1
    lines.close()
  }

  async #try(sql: string) {
    try {
      for (const result of [await this.#client.query<Row>(sql)].flat()) this.#show(result)
    } catch (error) {
      tellError(this.command, (error as Error).message)
    }
  }

  #show({ rows, fields, command, rowCount }: pg.QueryResult<Row>) {
    if (this.command.json) this.#log(JSON.stringify(rows, null, 2))
    else if (fields.length > 0) this.#showRows(rows, fields)
    else this.#log([command, rowCount].filter((part) => part !== null).join(' '))
  }

  #showRows(rows: Row[], fields: pg.FieldDef[]) {
    const table = this.command.ui.table()
    table.head(fields.map(({ name }) => name))
    for (const row of rows) table.row(fields.map(({ name }) => textOf(row[name])))
    table.render()
    this.#log(rows.length === 1 ? '1 row' : `${rows.length} rows`)
  }

  #log(text: string) {
    this.command.logger.log(text)
  }
}

function textOf(value: unknown) {
  if (value === null) return ''
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
