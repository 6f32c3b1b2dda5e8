import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { args, flags } from '@adonisjs/core/ace'
import { I18nCommand } from '#i18n/i18n_command'
import { interfaceLocaleOf, languageTitle } from '#i18n/language_facts'
import { writeWhole } from '#console/generated_files'

const SHOWN_EXAMPLES = 4

export default class I18nAdd extends I18nCommand {
  static commandName = 'i18n:add'
  static description = 'Add a language: its catalogue with every key, and all that it needs'
  static help = [
    'Writes resources/lang/<locale>/ with every key, in order, with the comments',
    'for translators and no message yet: until you fill them in, the app shows',
    'those of the default locale. It generates what the app has to know, and from',
    'then on the app offers the language.',
    '```',
    '{{ binaryName }} i18n:add fr',
    '{{ binaryName }} i18n:add pt-BR --from=es',
    '```',
    'The locale is a language tag (BCP 47) that ICU knows: a language, with a',
    'script or a region only where they matter.',
    '',
    'Exits with 1 where the tag is none or the locale is there already, with 0',
    'otherwise.',
  ]

  @args.string({ description: 'The new locale, such as fr, pt-BR or zh-Hant' })
  declare locale: string

  @flags.string({ description: 'The locale whose keys, order and comments it gets (default: en)' })
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
        `There is no locale "${source}" to start from. There are: ${existing.join(', ')}.`
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
    return known ? `those of ${known}` : 'in English: Nuxt UI does not have them in this one'
  }

  #showNext(isRightToLeft: boolean) {
    this.logger.success(
      `The app offers ${languageTitle(this.locale)} now, in its menu and to browsers that ask for it`
    )
    this.logger.log(`Next: 1. Fill in ${this.folderName}/${this.locale}/*.json`)
    this.logger.log(`      2. node ace i18n:missing ${this.locale}   shows what is left`)
    this.logger.log('      3. npm run check')
    if (isRightToLeft) this.logger.log('      4. Look at the pages from right to left')
  }
}
