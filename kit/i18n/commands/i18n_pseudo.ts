import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { flags } from '@adonisjs/core/ace'
import { I18nCommand } from '#i18n/i18n_command'
import type { PseudoLocale } from '#i18n/pseudo'
import { writeWhole } from '#console/generated_files'

export default class I18nPseudo extends I18nCommand {
  static commandName = 'i18n:pseudo'
  static description =
    'Write pseudo-locales, which reveal texts outside the catalogues and broken layouts'
  static help = [
    'Writes two locales from the messages of the default one:',
    '',
    'en-XA  every letter has an accent, and the text is 40 % longer and in',
    '       brackets. A text without accents is not in the catalogues; a text',
    '       without its last bracket is cut off.',
    'ar-XB  the same words from right to left, with the plural forms of Arabic.',
    '',
    'Open a page with ?lang=en-XA or ?lang=ar-XB. No menu shows these locales, git',
    'ignores them, and builds and production leave them out. Run the command again',
    'after a message has changed; --remove deletes the locales.',
    '',
    'Exits 1 if a message of the default locale is not valid ICU.',
  ]

  @flags.boolean({ description: 'Delete them' })
  declare remove?: boolean

  async run() {
    const { PSEUDO_LOCALES } = await import('#i18n/pseudo')
    const names = PSEUDO_LOCALES.join(' and ')
    const files = this.remove
      ? []
      : await Promise.all(PSEUDO_LOCALES.map((one) => this.#files(one)))

    for (const locale of PSEUDO_LOCALES) {
      await rm(join(this.folder, locale), { recursive: true, force: true })
    }
    for (const [path, text] of files.flat()) await writeWhole(join(this.folder, path), text)
    await this.restartServer()
    if (this.remove) {
      this.logger.success(`${names} are gone`)
    } else {
      const addresses = PSEUDO_LOCALES.map((locale) => `/?lang=${locale}`)
      this.logger.success(`${names} are in ${this.folderName}`)
      this.logger.info(`Open a page with ${addresses.join(' or ')}`)
    }
  }

  async #files(locale: PseudoLocale): Promise<[string, string][]> {
    const { DEFAULT_LOCALE } = await import('#i18n/catalogue')
    const { rewriteMessages } = await import('#i18n/extraction/lang_folder')
    const { pseudoMessage } = await import('#i18n/pseudo')
    const { CatalogueError } = await import('#i18n/extraction/catalogue_error')
    const areas = await this.areasOf(DEFAULT_LOCALE)

    return [...areas].map(([area, file]) => [
      `${locale}/${area}.json`,
      rewriteMessages(file, ({ path, text, start }) => {
        try {
          return pseudoMessage(text, locale)
        } catch (error) {
          const place = `${file.path}:${file.lineOf(start)}`
          const reason = (error as SyntaxError).message
          throw new CatalogueError(
            `${place}: ${area}.${path} is not valid ICU: ${reason}. Correct it first.`
          )
        }
      }),
    ])
  }
}
