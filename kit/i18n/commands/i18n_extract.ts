import { flags } from '@adonisjs/core/ace'
import type { Findings, Locales } from '#i18n/extraction/findings'
import { I18nCommand } from '#i18n/i18n_command'

export default class I18nExtract extends I18nCommand {
  static commandName = 'i18n:extract'
  static description =
    'Add the message keys that the code uses to the catalogues, and find unused ones'
  static help = [
    'Reads the server code, the Vue components and the Edge templates, and adds',
    'each missing key to every locale as "", which means: not translated yet.',
    'It lists unused keys; --prune removes them from every locale.',
    '```',
    '{{ binaryName }} i18n:extract',
    '{{ binaryName }} i18n:extract --prune',
    '{{ binaryName }} i18n:extract --check',
    '```',
    'A key is used if t() or <T k="…"> gets it: as a text, by a condition, from a',
    'constant, or as a template (`kinds.${kind}` uses every key that matches it).',
    'A text also uses a key if its type is a key, or if it equals a key. Name keys',
    'that only a library reads, or that are put together, in a comment; * matches',
    'any text:',
    '```',
    '// i18n: validator.shared.*, errors.E_VALIDATION_ERROR',
    '```',
    'Order, layout and comments (keys that start with //) of the files are kept.',
    'A comment belongs to the key below it, and is removed with it.',
    '',
    'With --json, for machines:',
    '```',
    '{ "missing": [{ "key", "locales", "uses": [{ "file", "line" }] }],',
    '  "broken": [{ "key", "reason", "uses": [{ "file", "line" }] }],',
    '  "unused": [{ "key", "places": [{ "file", "line" }] }],',
    '  "changed": ["resources/lang/en/auth.json"] }',
    '```',
    'Exits 1 if a use is broken (a pattern that matches no key) or a file cannot be',
    'read; with --check also if a key is missing or unused. Otherwise 0.',
  ]

  @flags.boolean({ description: 'Change nothing; exit 1 if a key is missing or unused' })
  declare check?: boolean

  @flags.boolean({ description: 'Remove unused keys from every locale' })
  declare prune?: boolean

  @flags.boolean({ description: 'Print the result as JSON. Errors are JSON too' })
  declare json?: boolean

  async run() {
    const { CatalogueError } = await import('#i18n/extraction/catalogue_error')
    if (this.check && this.prune) {
      throw new CatalogueError('--check changes nothing and --prune removes keys: choose one.')
    }
    const locales = await this.#readLocales()
    const findings = await this.#find(locales)
    const changed = this.check ? [] : await this.#apply(locales, findings)

    if (this.json) this.writeJson({ ...findings, changed })
    else this.#show(findings, changed)
    const found = [
      ...findings.broken,
      ...(this.check ? [...findings.missing, ...findings.unused] : []),
    ]
    if (found.length > 0) this.exitCode = 1
  }

  async #readLocales(): Promise<Locales> {
    const { DEFAULT_LOCALE } = await import('#i18n/catalogue')
    const names = [...new Set([DEFAULT_LOCALE, ...(await this.locales())])]
    const areas = names.map(async (name) => [name, await this.areasOf(name)] as const)
    return new Map(await Promise.all(areas))
  }

  async #find(locales: Locales): Promise<Findings> {
    const { usesIn } = await import('#i18n/extraction/source_uses')
    const { findingsOf } = await import('#i18n/extraction/findings')
    return findingsOf(await usesIn(this.app.makePath()), locales)
  }

  async #apply(locales: Locales, { missing, unused }: Findings) {
    const { addMissing, copyOf, removeUnused, writeLocales } =
      await import('#i18n/extraction/apply_findings')
    const edited = copyOf(locales)
    addMissing(edited, missing, this.folderName)
    if (this.prune) removeUnused(edited, unused)

    const changed = await writeLocales(this.app.makePath(), locales, edited)
    if (changed.length > 0) await this.generate()
    return changed
  }

  #show({ missing, broken, unused }: Findings, changed: string[]) {
    for (const { key, locales, uses } of missing) {
      const verb = this.check ? 'missing' : 'added'
      this.logger.log(`${placesOf(uses)}  ${verb} in ${locales.join(', ')}: ${key}`)
    }
    for (const { key, reason, uses } of broken) {
      this.logger.log(`${placesOf(uses)}  ${key}: ${reason}`)
    }
    for (const { key, places } of unused) {
      this.logger.log(
        `${placesOf(places.slice(0, 1))}  ${this.prune ? 'removed' : 'unused'}: ${key}`
      )
    }
    changed.forEach((file) => this.logger.info(`written: ${file}`))
    this.#conclude({ missing, broken, unused })
  }

  #conclude({ missing, broken, unused }: Findings) {
    const kept = this.prune ? 0 : unused.length
    if (this.check && missing.length > 0) {
      this.logger.error(`Missing keys: ${missing.length}. Add them: node ace i18n:extract`)
    } else if (missing.length > 0) {
      this.logger.success(
        `Added keys: ${missing.length}. Write their messages; node ace i18n:missing lists them`
      )
    }
    if (broken.length > 0)
      this.logger.error(`Uses without a key: ${broken.length}. Correct the code`)
    if (kept > 0) {
      const text = `Unused keys: ${kept}. Remove them: node ace i18n:extract --prune`
      if (this.check) this.logger.error(text)
      else this.logger.warning(text)
    }
    if (missing.length + broken.length + kept === 0) {
      this.logger.success('The catalogues have exactly the keys that the code uses')
    }
  }
}

function placesOf(places: { file: string; line: number }[]) {
  return places.map(({ file, line }) => `${file}:${line}`).join(', ')
}
