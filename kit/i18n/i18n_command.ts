import { readdir, utimes } from 'node:fs/promises'
import { relative } from 'node:path'
import { BaseCommand } from '@adonisjs/core/ace'
import { tellError, tellUnexpected } from '#console/command_error'
import type { Areas } from '#i18n/extraction/lang_folder'

/**
 * Base class of the catalogue commands, which need the development dependencies. A mistake that the user must correct
 * is printed as one line, and the exit code is 1.
 */
export abstract class I18nCommand extends BaseCommand {
  async completed() {
    if (!this.error) return false
    this.exitCode = 1
    const { CatalogueError } = await import('#i18n/extraction/catalogue_error')
    if (!(this.error instanceof CatalogueError)) return tellUnexpected(this)

    tellError(this, this.error.message)
    return true
  }

  protected get folder() {
    return this.app.languageFilesPath()
  }

  /** The folder's path in reports. */
  protected get folderName() {
    return relative(this.app.makePath(), this.folder).replaceAll('\\', '/')
  }

  /** The locales that have a catalogue. */
  protected async locales(): Promise<string[]> {
    const { localesIn } = await import('#i18n/catalogue')
    return (await this.#exists()) ? localesIn(this.folder) : []
  }

  protected async areasOf(locale: string): Promise<Areas> {
    const { readAreas } = await import('#i18n/extraction/lang_folder')
    return readAreas(this.folder, locale, this.folderName)
  }

  /** Generates the types of `t` and the list of locales from the catalogues. */
  protected async generate() {
    const { indexMessages } = await import('#i18n/index_messages')
    await indexMessages(this.app.makePath())
  }

  /**
   * Restarts a running development server, which reads the list of locales only at its start. It restarts when one of
   * its files changes.
   */
  protected async restartServer() {
    const now = new Date()
    await utimes(this.app.configPath('i18n.ts'), now, now).catch(() => {})
  }

  protected writeJson(value: unknown) {
    this.logger.log(JSON.stringify(value, null, 2))
  }

  async #exists() {
    return readdir(this.folder).then(
      () => true,
      () => false
    )
  }
}
