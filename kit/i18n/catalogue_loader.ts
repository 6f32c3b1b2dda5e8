import type { TranslationsLoaderContract } from '@adonisjs/i18n/types'
import { parseMessage, readCatalogue, type Catalogue } from '#i18n/catalogue'

type Report = (problem: string) => void

/** Only a message with one of these needs the parser; any other is plain text. */
const SYNTAX = /[{}<']/

/**
 * Loads the catalogues for AdonisJS. A mistake in a catalogue must not stop the app: it is reported, and the affected
 * messages are left out, so that the default locale's messages appear.
 */
export class CatalogueLoader implements TranslationsLoaderContract {
  constructor(
    private folder: string,
    private locales: readonly string[],
    private report: Report
  ) {}

  async load() {
    const catalogues = await Promise.all(
      this.locales.map(async (locale) => [locale, await this.#read(locale)])
    )
    return Object.fromEntries(catalogues)
  }

  async #read(locale: string): Promise<Catalogue> {
    const catalogue = await readCatalogue(this.folder, locale, ({ message }) =>
      this.report(message)
    )
    const valid = Object.entries(catalogue).filter(([key, text]) =>
      this.#isValid(locale, key, text)
    )
    return Object.fromEntries(valid)
  }

  #isValid(locale: string, key: string, text: string) {
    try {
      if (SYNTAX.test(text)) parseMessage(text, locale)
      return true
    } catch (error) {
      this.report(`${locale}, ${key}: ${(error as Error).message}`)
      return false
    }
  }
}
