import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import { tellError, tellUnexpected } from '#console/command_error'
import { takeOver } from '#console/signals'

export default class DbConsole extends BaseCommand {
  static commandName = 'db:console'
  static description = "Open a prompt for SQL on the app's database"
  static help = [
    'Starts psql, if it is installed, and otherwise a small prompt: it runs each',
    'statement up to its ";", and ends with "\\q". Without DATABASE_URL it starts the',
    'database of this checkout. The password is never an argument of a process.',
    '',
    '--sql runs one statement and ends, without psql:',
    '```',
    '{{ binaryName }} db:console',
    '{{ binaryName }} db:console --sql="SELECT count(*) FROM users"',
    '{{ binaryName }} db:console --sql="SELECT id, email FROM users" --json',
    '```',
    'Exits 1 if the statement fails or no database answers, and with the code of',
    'psql.',
  ]
  static options: CommandOptions = { startApp: true }

  @flags.string({ description: 'Run this statement instead of opening a prompt' })
  declare sql?: string

  @flags.boolean({ description: 'Print the rows of --sql as JSON. Errors are JSON too' })
  declare json?: boolean

  @flags.boolean({ description: 'Use psql if it is installed. On by default', default: true })
  declare psql: boolean

  async run() {
    const { SqlPrompt } = await import('#console/sql_prompt')
    const prompt = new SqlPrompt(this)
    if (this.sql !== undefined) await prompt.runOne(this.sql)
    else if (this.json) this.#refuse('--json needs --sql="…"')
    else if (!this.psql || !(await this.#startPsql())) await prompt.open()
  }

  async completed() {
    if (!this.error) return false
    this.exitCode = 1
    const { code } = this.error as { code?: string }
    if (!code) return tellUnexpected(this)

    tellError(this, (this.error as Error).message)
    return true
  }

  /** Ctrl-C belongs to psql, which cancels its statement. */
  async #startPsql() {
    const { settingsOf, toolEnvironment } = await import('#console/database_connection')
    const env = { ...process.env, ...toolEnvironment(settingsOf(this.app)) }
    const psql = spawn('psql', [], { stdio: 'inherit', env })
    try {
      await once(psql, 'spawn')
    } catch {
      return false
    }
    takeOver(['SIGINT'], () => {})
    const [code] = (await once(psql, 'exit')) as [number | null]
    this.exitCode = code ?? 1
    return true
  }

  #refuse(message: string) {
    tellError(this, message)
    this.exitCode = 1
  }
}
