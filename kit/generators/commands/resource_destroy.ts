import { flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import { CommandRefused } from '#console/asking_command'
import type { ChangeSet } from '#generators/changes'
import { ResourceCommand } from '#generators/resource_command'
import type { ExistingResource } from '#generators/resource/existing/read'
import type { Use } from '#generators/resource/existing/search'

export default class ResourceDestroy extends ResourceCommand {
  static commandName = 'resource:destroy'
  static options: CommandOptions = { startApp: true }
  static description = 'Remove everything that make:resource wrote, and the table'
  static help = [
    'Give the name that make:resource was given:',
    '```',
    '{{ binaryName }} resource:destroy Project',
    '{{ binaryName }} resource:destroy Project/Task',
    '{{ binaryName }} resource:destroy Project --dry-run',
    '```',
    'A migration that nobody else can have is rolled back and removed. Otherwise a',
    'new one drops the table, with its rows. A file that somebody has changed is',
    'removed only after a yes, or with --force. As long as other code uses the',
    'resource, nothing is removed.',
  ]

  @flags.boolean({ description: 'Remove files that somebody has changed too' })
  declare force?: boolean

  protected async change(name: string) {
    const { ChangeSet } = await import('#generators/changes')
    const { cutResource } = await import('#generators/resource/existing/cut')
    const { pathsOf } = await import('#generators/resource/existing/base')
    const { readProduct } = await import('#generators/resource/product')
    const { readResource } = await import('#generators/resource/existing/read')
    const changes = new ChangeSet({ root: this.app.makePath() })
    const product = await readProduct(changes)
    const resource = await readResource(changes, name, product)
    const paths = pathsOf(resource, product)
    if (!this.json) this.logger.info(`Looking for code that uses ${resource.names.model} …`)

    const kept = await cutResource(changes, resource, paths)
    const uses = await this.#findUses(changes, resource, paths)
    if (!this.dryRun) this.#refuse(uses, resource)
    const steps = await this.#planMigration(changes, resource)
    const changed = await this.#changedFiles(resource, paths)
    this.show(changes)
    for (const one of kept) this.logger.warning(one)
    if (this.dryRun) {
      this.#list('These files have changes of yours:', changed)
      this.#tell(uses, resource)
      return
    }
    await this.#confirm(changed)
    await this.#apply(changes, steps)
    this.logger.success(`${resource.names.model} is removed`)
  }

  /** The files that are not as make:resource would write them. */
  async #changedFiles(resource: ExistingResource, paths: string[]) {
    const { ChangeSet } = await import('#generators/changes')
    const { generatedFiles } = await import('#generators/resource/existing/base')
    const { hasUncommittedChanges } = await import('#generators/resource/existing/migration_state')
    const { readProduct } = await import('#generators/resource/product')
    const changes = new ChangeSet({ root: this.app.makePath() })
    const product = await readProduct(changes)
    const generated = await generatedFiles(changes.root, resource, product)
    const found = []
    for (const path of paths) {
      const text = await changes.read(path)
      if (text === null || text === (await generated.read(path))) continue
      const isLost = await hasUncommittedChanges(changes.root, path)
      found.push(isLost ? `${path} (not committed)` : path)
    }
    return found
  }

  /** The code that needs the resource, and the commands that change some of it. */
  async #findUses(changes: ChangeSet, resource: ExistingResource, paths: string[]): Promise<Uses> {
    const { ChangeSet } = await import('#generators/changes')
    const { strangersIn, usesOf } = await import('#generators/resource/existing/uses')
    const { commandsToFree } = await import('#generators/resource/existing/list')
    const { readProduct } = await import('#generators/resource/product')
    const product = await readProduct(changes)
    const strangers = await strangersIn(changes, resource, paths)
    const uses = await usesOf(changes, resource, paths, product)
    if (uses.length === 0) return { strangers, uses, commands: [] }
    const unchanged = new ChangeSet({ root: changes.root })
    return {
      ...{ strangers, uses },
      commands: await commandsToFree(unchanged, resource.names.model, product),
    }
  }

  #tell({ strangers, uses, commands }: Uses, { names }: ExistingResource) {
    this.#list('These files stay, because make:resource did not write them:', strangers)
    this.#list(`This code uses ${names.model}:`, uses.map(lineOf))
    this.#list('Run this first:', commands)
  }

  /** @throws CommandRefused if other code needs the resource */
  #refuse(uses: Uses, resource: ExistingResource) {
    this.#tell(uses, resource)
    if (uses.uses.length === 0) return
    throw new CommandRefused(
      `Other code uses ${resource.names.model}, so nothing is removed. Change that code first${uses.commands.length > 0 ? ', with the commands above' : ''}`
    )
  }

  async #confirm(changed: string[]) {
    if (changed.length === 0 || this.force) return
    this.#list('These files have changes of yours:', changed)
    if (this.isAsking && (await this.prompt.confirm('Remove them too?'))) return
    throw new CommandRefused('Nothing is removed. To remove changed files too, give --force')
  }

  /** The commands before and after the files change. */
  async #planMigration(changes: ChangeSet, resource: ExistingResource) {
    const { names, table } = resource
    const { migrationState } = await import('#generators/resource/existing/migration_state')
    const { migrationFile } = await import('#generators/migrations')
    const { dropMigration } = await import('#generators/resource/existing/change_migrations')
    const ran = await this.ranMigrations()
    const state = await migrationState(changes.root, table.migrations, ran)
    if (!state.isCommitted && (!state.hasRun || state.isNewest)) {
      for (const path of table.migrations) {
        if (await changes.exists(path)) await changes.remove(path)
      }
      const rollback = ['migration:rollback', '--batch=0', `--step=${table.migrations.length}`]
      // A rollback leaves database/schema.ts as it is.
      return state.hasRun
        ? { before: [rollback], after: [['schema:generate']] }
        : { before: [], after: [] }
    }
    changes.keep(table.migration)
    const file = await migrationFile(changes, `drop_${names.table}_table`)
    await changes.create(`database/migrations/${file}`, await dropMigration(changes, resource))
    return { before: [], after: [['migration:run']] }
  }

  /** Rolls back while the migration is still there. If a step fails, the files and the table come back. */
  async #apply(changes: ChangeSet, { before, after }: { before: string[][]; after: string[][] }) {
    await this.runAll(before, async () => {})
    const undo = async () => {
      await changes.undo()
      await this.ace('codegen')
      if (before.length > 0) await this.ace('migration:run')
    }
    await changes.apply().catch(async (error) => {
      if (before.length > 0) await this.ace('migration:run')
      throw error
    })
    await this.runAll([['codegen'], ...after], undo)
  }

  #list(title: string, items: string[]) {
    if (items.length === 0) return
    this.logger.warning(title)
    for (const item of items) this.logger.log(`  ${item}`)
  }
}

interface Uses {
  /** Files in the folders of the resource that are not its own. */
  strangers: string[]
  uses: Use[]
  commands: string[]
}

const lineOf = ({ path, line, code }: Use) => `${path}:${line}  ${code}`
