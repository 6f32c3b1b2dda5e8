import { args, flags } from '@adonisjs/core/ace'
import type { Completeness, Problem } from '#i18n/completeness'
import type { CopiedText } from '#i18n/extraction/copied_texts'
import { I18nCommand } from '#i18n/i18n_command'

interface Report extends Completeness {
  problems: (Problem & { file: string; line: number | null })[]
  /** The texts that a generator copied from the default locale, and nobody has translated yet. */
  toTranslate: CopiedText[]
}

export default class I18nMissing extends I18nCommand {
  static commandName = 'i18n:missing'
  static description = 'Show how much of each language is translated, and list faulty messages'
  static help = [
    'Compares the catalogues (resources/lang/<locale>/<area>.json) with that of the',
    'default locale: all of them, or only the named locales:',
    '```',
    '{{ binaryName }} i18n:missing',
    '{{ binaryName }} i18n:missing es ar',
    '```',
    'Below the table it lists each message that is missing, is not translated yet',
    '(""), is not valid ICU, uses other values or tags than the default message,',
    'or lacks a plural form of its language (Arabic has six).',
    '',
    'A text that a make: command has copied from the default locale is marked for',
    'translation. It is listed and does not count as translated, but is no fault.',
    '',
    'With --json, for machines:',
    '```',
    '{ "default": "en",',
    '  "complete": false,',
    '  "locales": [',
    '    { "locale": "es", "keys": 140, "translated": 137, "missing": 2,',
    '      "percentage": 97.8,',
    '      "problems": [',
    '        { "key": "auth.email", "kind": "missing", "problem": "missing",',
    '          "file": "resources/lang/es/auth.json", "line": null } ],',
    '      "toTranslate": [',
    '        { "key": "books.title", "file": "resources/lang/es/books.json",',
    '          "line": 3 } ] } ] }',
    '```',
    'A kind is one of: missing, untranslated, syntax, values, tags, plural,',
    'unknown (the default locale has no such key). The line is that of the',
    'message, or null if the message is missing.',
    '',
    'Exits 1 if a message is missing or faulty, a file cannot be read, or a named',
    'locale does not exist. Otherwise 0.',
  ]

  @args.spread({ description: 'Locales, such as es or pt-BR', required: false })
  declare names?: string[]

  @flags.boolean({ description: 'Print the result as JSON. Errors are JSON too' })
  declare json?: boolean

  async run() {
    const { DEFAULT_LOCALE } = await import('#i18n/catalogue')
    const chosen = await this.#chosenLocales()
    const reports = await Promise.all(chosen.map((locale) => this.#report(locale, DEFAULT_LOCALE)))

    const complete = reports.every(({ problems }) => problems.length === 0)
    if (!complete) this.exitCode = 1
    if (this.json) this.writeJson({ default: DEFAULT_LOCALE, complete, locales: reports })
    else this.#show(reports)
  }

  async #chosenLocales() {
    const { pseudoLocalesIn } = await import('#i18n/catalogue')
    const { CatalogueError } = await import('#i18n/extraction/catalogue_error')
    const locales = await this.locales()
    if (locales.length === 0) throw new CatalogueError(`There is no locale in ${this.folderName}.`)
    if (!this.names?.length) return locales

    const known = [...locales, ...(await pseudoLocalesIn(this.folder))]
    const unknown = this.names.find((name) => !known.includes(name))
    if (unknown) {
      throw new CatalogueError(
        `There is no locale "${unknown}" in ${this.folderName}. Existing locales: ${known.join(', ')}. ` +
          `Add it: node ace i18n:add ${unknown}`
      )
    }
    return [...new Set(this.names)]
  }

  async #report(locale: string, reference: string): Promise<Report> {
    const { completenessOf } = await import('#i18n/completeness')
    const { catalogueOf, placesOf } = await import('#i18n/extraction/lang_folder')
    const [expected, areas] = [await this.areasOf(reference), await this.areasOf(locale)]
    const places = placesOf(areas)
    const { copiedTexts } = await import('#i18n/extraction/copied_texts')
    const toTranslate = copiedTexts(areas, catalogueOf(expected))
    const copies = new Set(toTranslate.map(({ key }) => key))
    const report = completenessOf(locale, catalogueOf(expected), catalogueOf(areas), copies)
    return {
      ...report,
      toTranslate,
      problems: report.problems.map((problem) => ({
        ...problem,
        file: `${this.folderName}/${locale}/${problem.key.split('.')[0]}.json`,
        line: places.get(problem.key)?.line ?? null,
      })),
    }
  }

  #show(reports: Report[]) {
    this.#showTable(reports)
    const problems = reports.flatMap((report) => report.problems)
    for (const { file, line, key, problem } of problems) {
      this.logger.log(`${line ? `${file}:${line}` : file}  ${key}: ${problem}`)
    }
    const copied = reports.flatMap((report) => report.toTranslate)
    for (const { file, line, key } of copied) {
      this.logger.log(`${file}:${line}  ${key}: still the text of the default locale`)
    }
    if (copied.length > 0) {
      this.logger.warning(`Marked for translation: ${copied.length}, listed above`)
    }
    const names = reports.map(({ locale }) => locale).join(', ')
    const verdict = copied.length > 0 ? 'No message is missing or wrong' : 'Complete'
    if (problems.length === 0) this.logger.success(`${verdict}: ${names}`)
    else this.logger.error(`Problems: ${problems.length}, listed above`)
  }

  #showTable(reports: Report[]) {
    const table = this.ui.table()
    table.head(['Locale', 'Keys', 'Translated', 'Marked', 'Missing', 'Wrong', 'Percentage'])
    for (const { locale, keys, translated, toTranslate, missing, ...rest } of reports) {
      const { percentage, problems } = rest
      const absent = problems.filter(({ kind }) => kind === 'missing' || kind === 'untranslated')
      const wrong = problems.length - absent.length
      const counts = [keys, translated, toTranslate.length, missing, wrong]
      table.row([locale, ...counts.map(String), `${percentage} %`])
    }
    table.render()
  }
}
