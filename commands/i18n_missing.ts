import { BaseCommand } from '@adonisjs/core/ace'
import { DEFAULT_LOCALE, localesIn, readCatalogue } from '#i18n/catalogue'
import { compareCatalogues } from '#i18n/completeness'

export default class I18nMissing extends BaseCommand {
  static commandName = 'i18n:missing'
  static description = 'Compare the message catalogues of all locales with the default one'

  async run() {
    const folder = this.app.languageFilesPath()
    const reference = await readCatalogue(folder, DEFAULT_LOCALE)
    const locales = await localesIn(folder)

    const problems = await Promise.all(
      locales.map(async (locale) => {
        const found = compareCatalogues(reference, await readCatalogue(folder, locale))
        return found.map(({ key, problem }) => [locale, key, problem])
      })
    )
    this.#report(problems.flat(), locales)
  }

  #report(rows: string[][], locales: string[]) {
    if (rows.length === 0) {
      this.logger.success(`The catalogues are complete: ${locales.join(', ')}`)
    } else {
      const table = this.ui.table().head(['Locale', 'Key', 'Problem'])
      rows.forEach((row) => table.row(row))
      table.render()
      this.exitCode = 1
    }
  }
}
