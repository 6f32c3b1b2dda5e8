import { readFile } from 'node:fs/promises'
import { findImport } from '@adonisjs/assembler/helpers'
import type { RoutesScanner } from '@adonisjs/assembler/routes_scanner'

/** Tells the route types of `request.choose(validator)`: the scanner only knows `request.validateUsing(validator)`. */
export default function scanChoices(_parent: unknown, scanner: RoutesScanner) {
  scanner.extractValidators(async (_route, controller) => {
    const code = await readFile(controller.path, 'utf8')
    const [, validator] = CHOICE.exec(bodyOf(controller.method, code)) ?? []
    const found = validator && (await findImport(code, validator))
    if (!found) return undefined
    const { specifier, clause } = found
    return [{ name: validator, import: { specifier, type: clause.type, value: clause.value } }]
  })
}

const CHOICE = /\.choose\(\s*(\w+)/
const METHOD = /^ {2}(?:async )?(?:#?\w+)\(/gm

/** The text of a method, up to the next one. */
function bodyOf(method: string, code: string) {
  const starts = Array.from(code.matchAll(METHOD), ({ index, 0: text }) => ({ index, text }))
  const at = starts.findIndex(({ text }) => text.trim().replace('async ', '') === `${method}(`)
  return at < 0 ? '' : code.slice(starts[at].index, starts[at + 1]?.index)
}
