import type { Finding, Result } from '#migrations/check/check'

/** The lines of each finding, by migration. */
export function details({ findings, stated, hasEarlier, checked }: Result): string[] {
  const migrations = new Set(findings.map(({ migration }) => migration))
  return [
    ...[...migrations].flatMap((migration) => [
      `${migration}:`,
      '',
      ...findings.filter((one) => one.migration === migration).flatMap(linesOf),
    ]),
    ...stated.map(({ migration, rule, reason }) => `${migration} states ${rule}: ${reason}`),
    ...(checked.length > 0 && !hasEarlier ? [NO_EARLIER] : []),
  ]
}

const NO_EARLIER =
  'No migration has run before these, so every table is new. In CI, use --since origin/main'

function linesOf({ rule, statement, why, instead }: Finding): string[] {
  return [
    `  ${rule}${statement ? `: ${oneLine(statement)}` : ''}`,
    `    ${why}`,
    ...(instead.length > 0 ? ['    Instead:', ...instead.map((line) => `      ${line}`)] : []),
    '',
  ]
}

function oneLine(sql: string) {
  const text = sql.replace(/\s+/g, ' ')
  return text.length > 160 ? `${text.slice(0, 159)}…` : text
}

export function summary({ checked, findings }: Result) {
  if (checked.length === 0) return 'No migrations to check'
  const migrations = checked.length === 1 ? '1 migration' : `${checked.length} migrations`
  if (findings.length === 0) return `${migrations}, no danger found`
  const dangers = findings.length === 1 ? '1 danger' : `${findings.length} dangers`
  return `${migrations}, ${dangers}. docs/migrations.md shows the safe ways, and how to state that one is safe`
}
