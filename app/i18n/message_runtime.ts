type Branches = Record<string, (count: string) => string>

export type Formatters = ReturnType<typeof formattersOf>

/** What compiled messages call, as app/i18n/message_compiler.ts writes them. */
export function formattersOf(locale: string) {
  const number = (value: unknown, options?: Intl.NumberFormatOptions & { scale?: number }) =>
    new Intl.NumberFormat(locale, options).format((value as number) * (options?.scale ?? 1))

  const date = (value: unknown, options?: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, options).format(value as Date)

  const plural = (type: 'cardinal' | 'ordinal') => {
    return (value: unknown, branches: Branches, offset: number) => {
      const count = (value as number) - offset
      const category = new Intl.PluralRules(locale, { type }).select(count)
      const branch = branches[`=${value}`] ?? branches[category] ?? branches.other
      return branch(number(count))
    }
  }

  const select = (value: unknown, branches: Branches) =>
    branches[Object.hasOwn(branches, `${value}`) ? `${value}` : 'other']('')

  return {
    number,
    date,
    time: date,
    select,
    cardinal: plural('cardinal'),
    ordinal: plural('ordinal'),
  }
}
