import { args, cliui, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import { CommandRefused } from '#console/asking_command'
import type { ChangeSet } from '#generators/changes'
import { ResourceCommand } from '#generators/resource_command'
import type { Product } from '#generators/resource/product'
import type { Resource, ResourceOrder } from '#generators/resource/resource'

const isMigration = (path: string) => path.startsWith('database/migrations/')

export default class MakeResource extends ResourceCommand {
  static commandName = 'make:resource'
  static description = 'Create a whole feature: table, model, policy, pages, texts and tests'
  static options: CommandOptions = { startApp: false }
  static help = [
    'Give the singular of the record, then its fields as name:type. A question',
    'mark makes a field optional. Quote a field that has parentheses, or write =',
    'in their place:',
    '```',
    "{{ binaryName }} make:resource Project name:string 'budget:decimal(12,2)'",
    '{{ binaryName }} make:resource Project dueOn:date? status:enum=draft,done',
    '{{ binaryName }} make:resource Note text:text --owned-by=user --soft-delete',
    '{{ binaryName }} make:resource Ticket lead:belongsTo=User --owned-by=lead',
    '{{ binaryName }} make:resource Project/Task title:string done:boolean',
    '```',
    'Behind the type may stand :unique, :index, :default(value) and, for a',
    'reference, :onDelete(cascade|restrict|setNull).',
    '',
    'docs/generators.md lists the types and everything that is written.',
  ]

  @args.spread({ description: 'Fields: name:type', required: false })
  declare fields?: string[]

  @flags.string({ description: 'Only its owner sees a record: user, or a field such as lead' })
  declare ownedBy?: string

  @flags.boolean({ description: 'Deleted records stay in the table, and can be restored' })
  declare softDelete?: boolean

  @flags.boolean({ description: 'Programs can use it too: operations of the API' })
  declare api?: boolean

  @flags.string({ description: 'Icon in the menu, of https://lucide.dev/icons: truck' })
  declare icon?: string

  @flags.boolean({ description: 'Do not run the migration' })
  declare skipMigration?: boolean

  #hasAsked = false

  protected async change(name: string) {
    const { ChangeSet } = await import('#generators/changes')
    const { resourceOf } = await import('#generators/resource/resource')
    const { generateResource } = await import('#generators/resource/generate')
    const { withFreeNames } = await import('#generators/resource/free_names')
    const { readProduct } = await import('#generators/resource/product')
    const changes = new ChangeSet({ root: this.app.makePath() })
    const product = await readProduct(changes)
    const order = await this.#completed(this.#orderOf(name), product)
    const resource = withFreeNames(product, () => resourceOf(order))
    await generateResource(changes, resource, product)

    this.show(changes)
    if (this.dryRun) return
    if (this.#hasAsked && !(await this.#confirm(order))) return
    await this.unbroken(() => this.#write(changes))
    this.#conclude(resource, changes)
  }

  protected async askName() {
    const { ChangeSet } = await import('#generators/changes')
    const { readProduct } = await import('#generators/resource/product')
    const { ResourceQuestions } = await import('#generators/resource/questions')
    const product = await readProduct(new ChangeSet({ root: this.app.makePath() }))
    return new ResourceQuestions(this.prompt, product).askName()
  }

  #orderOf(name: string): ResourceOrder {
    const { fields = [], ownedBy, softDelete, api, icon } = this
    return { name, fields, ownedBy, softDelete, api, icon }
  }

  /** Nothing is asked if there is a field. */
  async #completed(order: ResourceOrder, product: Product) {
    if (order.fields.length > 0 || !this.isAsking) return order
    const { ResourceQuestions } = await import('#generators/resource/questions')
    const { checkNewName, withFreeNames } = await import('#generators/resource/free_names')
    const { readName } = await import('#generators/resource/resource')
    checkNewName(
      withFreeNames(product, () => readName(order.name)),
      product
    )
    this.#hasAsked = true
    return new ResourceQuestions(this.prompt, product).complete(order)
  }

  async #confirm(order: ResourceOrder) {
    const { commandOf } = await import('#generators/resource/questions')
    this.logger.log(`\nThe same without questions:\n  ${commandOf(order)}\n`)
    const isWanted = await this.prompt.confirm('Write these files?', { default: true })
    if (!isWanted) this.logger.info('Nothing is written')
    return isWanted
  }

  /**
   * One process does both, because each start of the app takes a second: the migrations run once the app has its
   * database, and before it loads the models. If a step fails, Ace prints its error, and nothing stays.
   */
  async #write(changes: ChangeSet) {
    if (this.skipMigration) return this.#writeWithoutMigration(changes)
    const { CommandMigrations } = await import('#generators/migrations')
    const migrations = new CommandMigrations(this.app, this.kernel)
    await changes.apply()
    this.app.booted(() => migrations.run())
    await this.#generate(async () => {
      const paths = changes.list().map(({ path }) => path)
      const names = paths.filter(isMigration).map((path) => path.slice(0, -'.ts'.length))
      await migrations.rollBack(names).catch((error: Error) => {
        this.logger.error(`The migrations could not be rolled back: ${error.message}`)
      })
      await changes.undo()
    })
  }

  /** The models need the classes of their tables, so the migrations run in a database of tests. */
  async #writeWithoutMigration(changes: ChangeSet) {
    const { refreshSchema } = await import('#generators/migrations')
    const undo = async () => {
      await changes.undo()
      await refreshSchema(changes.root)
    }
    await changes.apply(isMigration)
    try {
      await refreshSchema(changes.root)
      await changes.apply()
    } catch (error) {
      await undo()
      throw error
    }
    await this.#generate(undo)
  }

  async #generate(undo: () => Promise<void>) {
    const { exitCode } = await this.kernel.exec('codegen', [], { ui: cliui({ mode: 'raw' }) })
    if (!exitCode && !this.isStopped) return
    await undo()
    // It fails too if the code of the product was broken before.
    await this.ace('codegen').catch(() => {})
    throw new CommandRefused(
      this.isStopped
        ? 'Stopped by Ctrl-C, so all files are removed again'
        : 'A step failed, so all files are removed again. Its error is above'
    )
  }

  #conclude({ names, parent }: Resource, changes: ChangeSet) {
    const tests = changes.list().flatMap(({ path }) => {
      const [, folder] = /^tests\/functional\/(?!api|seeders)([^/]+)\//.exec(path) ?? []
      return folder ? [`--files '${folder}/*'`] : []
    })
    const page = parent ? `/${parent.path}/…/${names.path}` : `/${names.path}`
    this.logger.success(`${names.model} is ready at ${page}`)
    if (this.skipMigration) this.logger.log('Create its table:    node ace migration:run')
    this.logger.log(`Run its tests:       npm test -- functional ${[...new Set(tests)].join(' ')}`)
    this.logger.log('Translate its texts: node ace i18n:missing lists those that are still English')
  }
}
