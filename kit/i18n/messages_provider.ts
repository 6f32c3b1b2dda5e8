import type { ApplicationService } from '@adonisjs/core/types'

/**
 * In development, the server follows changes of the catalogues: it generates the types of the messages and reloads its
 * own messages. Vite reloads the messages of the pages, see kit/i18n/messages_plugin.ts.
 */
export default class MessagesProvider {
  #stopWatching?: () => Promise<void>

  constructor(protected app: ApplicationService) {}

  async ready() {
    if (!this.app.inDev) return
    const { watchSources } = await import('#local_services/source_watcher')
    const folder = `${this.app.relativePath(this.app.languageFilesPath())}/`
    this.#stopWatching = await watchSources(this.app.makePath(), [folder], {
      onChange: () => this.#readAgain(),
    })
  }

  async shutdown() {
    await this.#stopWatching?.()
  }

  /** An invalid file changes nothing; its next version is read again. */
  async #readAgain() {
    const { indexMessages } = await import('#i18n/index_messages')
    try {
      await indexMessages(this.app.makePath())
      const i18n = await this.app.container.make('i18n')
      await i18n.reloadTranslations()
    } catch (error) {
      const logger = await this.app.container.make('logger')
      logger.error(`The messages cannot be read: ${(error as Error).message}`)
    }
  }
}
