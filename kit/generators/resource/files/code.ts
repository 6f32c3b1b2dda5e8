export type Line = string | false | undefined | Line[]

/** Joins the lines of a template; a line that is false or undefined is left out, an empty one stays. */
export function lines(...parts: Line[]): string {
  const all = parts.flat(6) as (string | false | undefined)[]
  return all.filter((part) => part !== false && part !== undefined).join('\n')
}

/** The import lines of a file: one for each module, sorted as the house does. */
export class Imports {
  readonly #modules = new Map<string, { byDefault?: string; named: Set<string>; isType: boolean }>()

  add(
    from: string,
    {
      byDefault,
      named = [],
      isType = false,
    }: { byDefault?: string; named?: string[]; isType?: boolean }
  ) {
    const key = `${from}|${isType}`
    const known = this.#modules.get(key) ?? { named: new Set<string>(), isType }
    named.forEach((name) => known.named.add(name))
    this.#modules.set(key, { ...known, byDefault: byDefault ?? known.byDefault })
    return this
  }

  /** The modules with the names that they give. */
  list() {
    return Array.from(this.#modules, ([key, { named }]) => ({
      from: key.split('|')[0],
      names: [...named],
    }))
  }

  /** Whether a value import gives the type too. */
  #isValue(key: string) {
    const value = this.#modules.get(key.replace('|true', '|false'))
    return key.endsWith('|true') && Boolean(value?.byDefault)
  }

  toString() {
    const from = (key: string) => key.split('|')[0]
    return [...this.#modules]
      .filter(([key, { byDefault }]) => !byDefault || !this.#isValue(key))
      .sort(
        ([one], [other]) =>
          rankOf(from(one)) - rankOf(from(other)) || (from(one) < from(other) ? -1 : 1)
      )
      .map(([key, { byDefault, named, isType }]) => {
        const names = [byDefault, named.size > 0 && `{ ${[...named].sort().join(', ')} }`].filter(
          Boolean
        )
        return `import ${isType ? 'type ' : ''}${names.join(', ')} from '${from(key)}'`
      })
      .join('\n')
  }
}

/** Packages come first, then the modules of the app. */
function rankOf(from: string) {
  return /^[#~]/.test(from) ? 1 : 0
}
