import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { args, flags } from '@adonisjs/core/ace'
import { I18nCommand } from '#i18n/i18n_command'
import { interfaceLocaleOf, languageTitle } from '#i18n/language_facts'
import { writeWhole } from '#console/generated_files'

const SHOWN_EXAMPLES = 4

export default class I18nAdd extends I18nCommand {
  static commandName = 'i18n:add'
  static description = 'Add a language: a catalogue with every key, and the generated files'
  static help = [
    'Writes resources/lang/<locale>/ with every key in order and the comments for',
    'translators. The messages are empty: the app shows those of the default',
    'locale until you fill them in. The app offers the new language at once.',
    '```',
    '{{ binaryName }} i18n:add fr',
    '{{ binaryName }} i18n:add pt-BR --from=es',
    '```',
    'The locale is a language tag (BCP 47) that ICU knows: a language, with a',
    'script or a region only if they matter.',
    '',
    'Exits 1 if the tag is invalid or the locale exists already, otherwise 0.',
  ]

  @args.string({ description: 'The new locale, such as fr, pt-BR or zh-Hant' })
  declare locale: string

  @flags.string({ description: 'The locale to copy keys, order and comments from [default: en]' })
  declare from?: string

  async run() {
    const { DEFAULT_LOCALE } = await import('#i18n/catalogue')
    const { checkNewLocale } = await import('#i18n/new_locale')
    const { CatalogueError } = await import('#i18n/extraction/catalogue_error')
    const existing = await this.locales()
    const source = this.from ?? DEFAULT_LOCALE

    checkNewLocale(this.locale, existing)
    if (!existing.includes(source)) {
      throw new CatalogueError(
        `There is no locale "${source}" to copy from. Existing locales: ${existing.join(', ')}.`
      )
    }
    await this.#write(source)
    await this.generate()
    this.logger.action('update .adonisjs/{server,client}/locales.ts').succeeded()
    await this.restartServer()
    await this.#describe()
  }

  async #write(source: string) {
    const { rewriteMessages } = await import('#i18n/extraction/lang_folder')
    await mkdir(join(this.folder, this.locale), { recursive: true })
    for (const [area, file] of await this.areasOf(source)) {
      const path = `${this.locale}/${area}.json`
      await writeWhole(
        join(this.folder, path),
        rewriteMessages(file, () => '')
      )
      this.logger.action(`create ${this.folderName}/${path}`).succeeded()
    }
  }

  async #describe() {
    const { directionOf } = await import('#i18n/catalogue')
    const isRightToLeft = directionOf(this.locale) === 'rtl'
    const table = this.ui.table().head(['', languageTitle(this.locale)])
    table.row(['In English', languageTitle(this.locale, 'en')])
    table.row(['Direction', isRightToLeft ? 'right to left' : 'left to right'])
    table.row(['Plural forms', await this.#forms('cardinal')])
    table.row(['Ordinal forms', await this.#forms('ordinal')])
    table.row(['Formatted by ICU', this.#sample()])
    table.row(['Labels of Nuxt UI', this.#interfaceLabels()])
    table.render()
    this.#showNext(isRightToLeft)
  }

  async #forms(type: 'cardinal' | 'ordinal') {
    const { pluralExamples } = await import('#i18n/plural_categories')
    return [...pluralExamples(this.locale, type)]
      .map(([form, numbers]) => {
        const shown = numbers.slice(0, SHOWN_EXAMPLES).join(', ')
        return `${form}: ${shown}${numbers.length > SHOWN_EXAMPLES ? ' …' : ''}`
      })
      .join('\n')
  }

  /** A number and a date in the new locale's format. */
  #sample() {
    const day = new Date(Date.UTC(2026, 11, 31))
    const number = new Intl.NumberFormat(this.locale).format(1234567.89)
    const date = new Intl.DateTimeFormat(this.locale, { dateStyle: 'long', timeZone: 'UTC' })
    return `yes: ${number}\n${date.format(day)}`
  }

  #interfaceLabels() {
    const known = interfaceLocaleOf(this.locale, this.app.makePath())
    if (known === this.locale) return 'in this language'
    return known
      ? `those of ${known}`
      : 'in English, because Nuxt UI is not translated to this language'
  }

  #showNext(isRightToLeft: boolean) {
    this.logger.success(
      `The app now offers ${languageTitle(this.locale)}, in its menu and to browsers that ask for it`
    )
    this.logger.log(`Next: 1. Fill in ${this.folderName}/${this.locale}/*.json`)
    this.logger.log(`      2. node ace i18n:missing ${this.locale}   shows what is left`)
    this.logger.log('      3. npm run check')
    if (isRightToLeft) this.logger.log('      4. Look at the pages from right to left')
  }
}
