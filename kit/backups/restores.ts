import type { Surroundings } from '#backups/backups'
import { inSnapshot } from '#backups/database_server'
import type { BackupConfig } from '#backups/define_config'
import { opened } from '#backups/encryption'
import { BackupFailed } from '#backups/errors'
import { FileArchive } from '#backups/file_archive'
import type { Manifest, StoredObject } from '#backups/manifest'
import { timeOf } from '#backups/moments'
import type { Backup } from '#backups/store'
import { differences, figuresOf } from '#backups/table_figures'

type Complete = Required<Backup>

/** Restores backups, and tries whether they can be restored. */
export class Restores {
  constructor(
    private config: BackupConfig,
    private around: Surroundings
  ) {}

  /**
   * Restores the database under a new name, and compares it with the manifest. It is dropped if it is not whole.
   * @throws BackupFailed if the database exists, or differs from the backup
   */
  async restoreInto(database: string, name: string, identity = this.config.identity) {
    const backup = await this.around.store.find(name)
    await this.around.server.create(database)
    try {
      await this.#fill(database, backup, identity)
    } catch (error) {
      await this.around.server.drop(database)
      throw error
    }
    return backup
  }

  /**
   * Puts the restored database in the place of the app's, which stays under another name, and writes the files of the
   * backup. Other files stay.
   * @returns also the name of the former database
   * @throws BackupFailed
   */
  async replace(name: string, identity = this.config.identity) {
    const { server } = this.around
    const former = `${server.database}_before_${timeOf(new Date()).toLowerCase()}`.slice(0, 63)
    const backup = await server.withScratch(async (restored) => {
      const found = await this.restoreInto(restored, name, identity)
      await server.swap(restored, former).catch(async (error) => {
        await server.drop(restored)
        throw error
      })
      return found
    })
    try {
      return { ...backup, former, files: await this.#restoreFiles(backup, identity) }
    } catch (error) {
      throw new BackupFailed(
        `The database is restored, and the former one is ${former}, but the files are not: ${(error as Error).message}`
      )
    }
  }

  /** Restores a backup into a scratch database, compares it, and drops it. @throws BackupFailed */
  async drill(name = 'latest', identity = this.config.identity) {
    const { server } = this.around
    return server.withScratch(async (scratch) => {
      const backup = await this.restoreInto(scratch, name, identity)
      await server.drop(scratch)
      return backup
    })
  }

  async #fill(database: string, { manifest }: Complete, identity?: string) {
    const { server } = this.around
    const tools = await server.tools()
    await tools.restore(await this.#content(manifest, 'database', identity), database)

    const found = await server.withClient(
      (client) => inSnapshot(client, () => figuresOf(client, this.config.compare)),
      database
    )
    const wrong = differences(manifest.tables, found)
    if (wrong.length === 0) return
    throw new BackupFailed(`The restored database differs from the backup: ${wrong.join(', ')}`)
  }

  async #restoreFiles({ manifest }: Complete, identity?: string) {
    const hasFiles = manifest.objects.some(({ name }) => name === 'files')
    if (!hasFiles || !this.around.files) return 0
    const archive = new FileArchive(this.around.files)
    await archive.restore(await this.#content(manifest, 'files', identity))
    return archive.count
  }

  #content(manifest: Manifest, wanted: StoredObject['name'], identity?: string) {
    const object = manifest.objects.find(({ name }) => name === wanted)!
    return opened(manifest, this.around.store.content(object), identity)
  }
}
