import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { args, cliui, flags } from '@adonisjs/core/ace'
import { AskingCommand, CommandRefused } from '#console/asking_command'
import type { ChangeSet } from '#generators/changes'

/** A command about a whole resource. */
export abstract class ResourceCommand extends AskingCommand {
  @args.string({ description: 'Singular of the record: Project, or Project/Task', required: false })
  declare name?: string

  @flags.boolean({ description: 'Show the changes, and write nothing' })
  declare dryRun?: boolean

  @flags.boolean({ description: 'Print errors as JSON' })
  declare json?: boolean

  @flags.boolean({
    description: 'Ask for what is missing, on a terminal. On by default',
    default: true,
    showNegatedVariantInHelp: true,
  })
  declare interaction: boolean

  /** Whether Ctrl-C was pressed while the command writes. */
  protected isStopped = false

  /** @throws ChangeRefused with what to do instead */
  protected abstract change(name: string): Promise<void>

  async run() {
    // A command that does not start the app does not know its environment yet.
    if (this.app.inProduction || process.env.NODE_ENV === 'production') {
      throw new CommandRefused('Generators write source files, so they do not run in production')
    }
    const { ChangeRefused } = await import('#generators/changes')
    try {
      await this.change(this.name ?? (await this.#askName()))
    } catch (error) {
      if (!(error instanceof ChangeRefused)) throw error
      throw new CommandRefused(error.message, { cause: error })
    }
  }

  /** By default, a resource that exists is chosen. */
  protected async askName() {
    const { ChangeSet, ChangeRefused } = await import('#generators/changes')
    const { readProduct } = await import('#generators/resource/product')
    const { existingResources } = await import('#generators/resource/existing/list')
    const changes = new ChangeSet({ root: this.app.makePath() })
    const names = await existingResources(changes, await readProduct(changes))
    if (names.length > 0)
      return this.prompt.autocomplete('Resource, letters search it', names, { limit: 10 })
    throw new ChangeRefused(
      'There is no resource yet. Make one: node ace make:resource Project name:string'
    )
  }

  async #askName() {
    if (this.isAsking) return this.askName()
    const { commandName } = this.constructor as typeof ResourceCommand
    throw new CommandRefused(`Missing <name>. ${commandName} --help shows how to give it`)
  }

  protected show(changes: ChangeSet) {
    this.logger.log(changes.tree())
    if (this.dryRun) this.logger.log(changes.diff())
  }

  /** While files are written, Ctrl-C waits for the end of the present step. Then everything is undone. */
  protected async unbroken(write: () => Promise<void>) {
    const stop = () => void (this.isStopped = true)
    process.on('SIGINT', stop)
    try {
      await write()
    } finally {
      process.off('SIGINT', stop)
    }
  }

  /** Runs the commands one after another. If one fails or is stopped, `undo` has to restore everything. */
  protected async runAll(commands: string[][], undo: () => Promise<void>) {
    try {
      for (const [name, ...options] of commands) await this.ace(name, ...options)
      if (this.isStopped) throw new Error('Stopped by Ctrl-C')
    } catch (error) {
      const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
      this.logger.log(`${stdout}${stderr}`.trim() || String(error))
      await undo()
      throw new CommandRefused('A step failed, so everything is as before. Its error is above')
    }
  }

  /** In this process if the app is started. For codegen it starts in its own way, and an app starts only once. */
  protected async ace(name: string, ...options: string[]) {
    if (!this.app.isReady || name === 'codegen') {
      const command = ['ace.js', name, ...options]
      return promisify(execFile)(process.execPath, command, { cwd: this.app.makePath() })
    }
    const ui = cliui({ mode: 'raw' })
    // Otherwise its lines name their colors: "red(error)".
    ui.useColors(cliui({ mode: 'silent' }).colors)
    const { exitCode, error } = await this.kernel.exec(name, options, { ui })
    const stdout = ui.logger
      .getLogs()
      .map(({ message }) => message)
      .join('\n')
    if (exitCode) throw Object.assign(new Error(`${name} failed`, { cause: error }), { stdout })
    return { stdout, stderr: '' }
  }

  /** The names of the migrations that have run in the database of this checkout, in their order. */
  protected async ranMigrations(): Promise<string[]> {
    const db = await this.app.container.make('lucid.db')
    const { config } = db.manager.get(db.primaryConnectionName)!
    const table = config.migrations?.tableName ?? 'adonis_schema'
    if (!(await db.connection().schema.hasTable(table))) return []
    const rows = await db.from(table).select('name').orderBy('batch').orderBy('id')
    return rows.map(({ name }) => name)
  }

  /** Whether the table has a row, with a value in this column. */
  protected async hasRows(table: string, column?: string) {
    const db = await this.app.container.make('lucid.db')
    const { schema } = db.connection()
    if (!(await schema.hasTable(table))) return false
    if (column && !(await schema.hasColumn(table, column))) return false
    const rows = db.from(table)
    return Boolean(await (column ? rows.whereNotNull(column) : rows).first())
  }

  protected get isAsking() {
    return this.hasTerminal && this.interaction && !process.env.CI
  }
}
