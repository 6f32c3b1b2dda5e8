import type { TranslationsLoaderContract } from '@adonisjs/i18n/types'
import { parseMessage, readCatalogue, type Catalogue } from '#i18n/catalogue'

type Report = (problem: string) => void

/** What the parser has to look at: any other message is text as it stands. */
const SYNTAX = /[{}<']/

/**
 * Loads the catalogues for AdonisJS. A mistake in one of them must not take the application down: it is reported, and
 * what it concerns is missing, so that the default locale's message is shown.
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
