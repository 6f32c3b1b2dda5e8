import { args, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import { AskingCommand, CommandRefused, messageOf } from '#console/asking_command'
import type { ChangeSet } from '#generators/changes'
import type { Name, Naming } from '#generators/name'
import type { parseName } from '#generators/parse_name'
import { stubsRoot } from '#generators/stubs/main'
import type { Text } from '#generators/translations'

/**
 * A `make:` command. It collects its changes in a set, and writes all of them or none. The modules of development
 * (TypeScript, Prettier) are imported when it runs, because `node ace` loads every command.
 */
export abstract class GeneratorCommand extends AskingCommand {
  static options: CommandOptions = { startApp: false }

  @args.string({
    description: 'Name, with its folder if any',
    required: false,
    allowEmptyValue: true,
  })
  declare name?: string

  @flags.boolean({ description: 'Overwrite files that exist' })
  declare force?: boolean

  @flags.boolean({ description: 'Show the changes, and write nothing' })
  declare dryRun?: boolean

  declare protected changes: ChangeSet
  protected abstract naming: Naming

  /** Adds the files to `this.changes`. */
  protected abstract generate(name: Name): Promise<void>

  async run() {
    const { ChangeSet, ChangeRefused } = await import('#generators/changes')
    const { parseName } = await import('#generators/parse_name')
    this.changes = new ChangeSet({ root: this.app.makePath(), force: this.force })
    try {
      await this.#refuseBuild()
      await this.generate(parseName(await this.#askName(parseName), this.naming))
      await this.#finish()
    } catch (error) {
      if (!(error instanceof ChangeRefused)) throw error
      throw new CommandRefused(error.message, { cause: error })
    }
  }

  /** Creates the file of a stub. A stub of the same path under `stubs/` of the app wins. */
  protected async createFrom(stub: string, state: Record<string, unknown>) {
    const { path, text } = await this.render(stub, state)
    await this.create(path, text)
  }

  protected async create(path: string, text: string) {
    if (!this.force && (await this.changes.exists(path))) {
      throw new CommandRefused(
        `${path} exists already. Choose another name, or overwrite it with --force`
      )
    }
    await this.changes.create(path, text)
  }

  protected async render(stub: string, state: Record<string, unknown>) {
    const stubs = await this.app.stubs.create()
    const built = await stubs.build(`make/${stub}.stub`, { source: stubsRoot })
    const { contents, destination } = await built.prepare({ ...state, vue })
    return { path: this.app.relativePath(destination).replaceAll('\\', '/'), text: contents }
  }

  /** Adds texts to the catalogues, in the order in which they are given. */
  protected async addTexts(area: string, texts: Record<string, Text>) {
    const { addTranslations } = await import('#generators/translations')
    await addTranslations(this.changes, area, texts)
  }

  /** @throws CommandRefused if the file is missing */
  protected async requireFile(path: string, advice: string) {
    if (await this.changes.exists(path)) return
    throw new CommandRefused(`There is no ${path}. ${advice}`)
  }

  /** Refreshes the generated files, after all changes are written. */
  protected async refresh() {
    await this.kernel.exec('codegen', [])
  }

  /** A build has compiled files only. */
  async #refuseBuild() {
    if (!(await this.changes.exists('adonisrc.js'))) return
    throw new CommandRefused('Generators write source files, and this is a build')
  }

  #askName(parse: typeof parseName) {
    if (this.name === '') return ''
    const question = `Name, such as ${this.naming.example}`
    const validate = (answer: string) => messageOf(() => parse(answer, this.naming))
    return this.ask('<name>', this.name, question, validate)
  }

  async #finish() {
    if (this.dryRun) {
      this.logger.log(this.changes.tree())
      this.logger.log(this.changes.diff())
      this.logger.info('Nothing is written, because of --dry-run')
      return
    }
    await this.changes.apply()
    for (const { path, kind } of this.changes.list()) {
      this.logger.action(`${kind} ${path}`).succeeded()
    }
    await this.refresh()
  }
}

/** An expression of a Vue template, whose braces a stub cannot have. */
function vue(expression: string) {
  return `{{ ${expression} }}`
}
