import { args, flags } from '@adonisjs/core/ace'
import { AskingCommand, CommandRefused } from '#console/asking_command'

export default class MigrationCheck extends AskingCommand {
  static commandName = 'migration:check'
  static description = 'Find migrations that lock a big table or break the running release'
  static help = [
    'It checks the migrations that the database lacks, and runs none of them:',
    '```',
    '{{ binaryName }} migration:check',
    '{{ binaryName }} migration:check --since origin/main',
    '{{ binaryName }} migration:check add_rank_to_books --json',
    '{{ binaryName }} migration:check --small 10000',
    '```',
    'With --since, it checks those that git does not have in that commit. Every',
    'table that exists before counts as big. With --small, tables that have',
    'fewer rows in this database do not.',
    'Exits 0 without a finding and 1 with one. docs/migrations.md explains them.',
  ]

  @args.spread({ description: 'Names of migrations, as their files have', required: false })
  declare names?: string[]

  @flags.string({ description: 'Check the migrations that this commit does not have' })
  declare since?: string

  @flags.number({ description: 'Tables with fewer rows are too small for a lock to matter' })
  declare small?: number

  @flags.boolean({ description: 'Print the findings as JSON. Errors are JSON too' })
  declare json?: boolean

  async run() {
    const { check } = await import('#migrations/check/check')
    const { TableSizes } = await import('#migrations/check/table_size')
    const { summary, details } = await import('#migrations/check/report')
    const sizes = new TableSizes(this.#limit())
    const selection = await this.#selection()
    const isSmall = async (table: string) => sizes.limit > 0 && sizes.isSmall(table)
    const result = await check(selection, { isSmall })

    if (result.findings.length > 0) this.exitCode = 1
    if (this.json) {
      this.logger.log(JSON.stringify(result, null, 2))
      return
    }
    for (const line of details(result)) this.logger.log(line)
    if (this.exitCode) this.logger.error(summary(result))
    else this.logger.success(summary(result))
  }

  async #selection() {
    const { named, newSince, pending } = await import('#migrations/check/migration_files')
    if (this.names?.length && this.since !== undefined) {
      throw new CommandRefused('Give names or --since, not both')
    }
    if (this.names?.length) return named(this.names)
    return this.since === undefined ? pending() : newSince(this.since)
  }

  #limit() {
    const limit = this.small ?? 0
    if (this.small === undefined || (Number.isInteger(limit) && limit > 0)) return limit
    throw new CommandRefused(`--small needs a whole number of rows above 0, such as --small 10000`)
  }
}
