import { dangersIn } from '#migrations/check/dangers/main'
import { code } from '#migrations/check/dangers/rows'
import { Transactions } from '#migrations/check/dangers/transactions'
import { dryRun, type DryRun } from '#migrations/check/dry_run'
import { Facts } from '#migrations/check/facts'
import type { MigrationFile, Selection } from '#migrations/check/migration_files'
import { needsExistingTable, onlyLocks, type Danger } from '#migrations/check/rules'
import { Safety } from '#migrations/check/safety'
import { loadParser, read, tableName, type Statement } from '#migrations/check/statements'

/** A danger of a migration. Without a statement, it is one of the migration as a whole. */
export interface Finding extends Omit<Danger, 'rule'> {
  rule: Danger['rule'] | 'safety'
  migration: string
  statement?: string
}

export interface Result {
  checked: string[]
  findings: Finding[]
  /** Findings that the migrations state, with their reasons. */
  stated: (Finding & { reason: string })[]
  /** False if no migration has run before, so that every table is new. */
  hasEarlier: boolean
}

interface Options {
  /** True if the table has so few rows that its locks do not matter. */
  isSmall(table: string): Promise<boolean>
}

/** Checks migrations, which run one after the other, and after the earlier ones. */
export async function check({ earlier, checked }: Selection, options: Options): Promise<Result> {
  await loadParser()
  const facts = new Facts()
  for (const file of earlier) await replay(file, facts)

  const result: Result = {
    checked: checked.map(({ name }) => name),
    findings: [],
    stated: [],
    hasEarlier: earlier.length > 0,
  }
  const newTables = new Set<string>()
  for (const file of checked) {
    const run = await dryRun(file)
    const dangers = dangersOf(run, facts, newTables)
    const safety = new Safety(run.safety)
    const isReal = (danger: Danger) => matters(danger, newTables, result.hasEarlier, options)
    for (const found of dangers) {
      if (!(await isReal(found))) continue
      const reason = safety.reasonFor(found.rule)
      const finding = { migration: file.name, ...found }
      if (reason) result.stated.push({ ...finding, reason })
      else result.findings.push(finding)
    }
    const mistakes = safety.mistakes(dangers.map(({ rule }) => rule))
    result.findings.push(...mistakes.map((mistake) => ({ migration: file.name, ...mistake })))
  }
  return result
}

/** The facts that a migration leaves. One that cannot be read leaves fewer. */
async function replay(file: MigrationFile, facts: Facts) {
  const { statements } = await dryRun(file)
  for (const { node } of statements) facts.apply(node)
}

type Found = Danger & { statement?: string }

function dangersOf(run: DryRun, facts: Facts, newTables: Set<string>): Found[] {
  const transactions = new Transactions()
  const found: Found[] = []
  for (const statement of run.statements) {
    const dangers = [...dangersIn(statement, facts), ...transactions.dangersOf(statement)]
    found.push(...dangers.map((danger) => ({ statement: statement.sql, ...danger })))
    noteNewTable(statement, facts, newTables)
    transactions.add(statement)
    facts.apply(statement.node)
  }
  return [...found.filter((danger) => !isDefaultBack(danger, facts)), ...unseen(run)]
}

/** A column that got another default, as `.alter()` of Lucid writes it. */
function isDefaultBack({ rule, table, column }: Danger, facts: Facts) {
  return rule === 'dropDefault' && facts.column(table!, column!)?.hasDefault === true
}

function noteNewTable({ node }: Statement, facts: Facts, newTables: Set<string>) {
  const [type, fields] = read(node)
  const relation = fields.relation ?? fields.into?.rel
  if (type !== 'CreateStmt' && type !== 'CreateTableAsStmt') return
  if (!facts.has(tableName(relation))) newTables.add(tableName(relation))
}

function unseen({ unreadable, deferred, error }: DryRun): Found[] {
  return [
    ...unreadable.map(({ sql, message }) => ({
      rule: 'syntax' as const,
      statement: sql,
      why: `PostgreSQL's parser refuses the statement: ${message}`,
      instead: [`correct the SQL, or state in static safety why it is right`],
    })),
    ...(deferred > 0
      ? [code('this.defer runs code at the time of the migration, which the check does not see.')]
      : []),
    ...(error
      ? [
          code(
            `up() fails before it has named its statements, so the check does not see them: ${error.message}`
          ),
        ]
      : []),
  ]
}

async function matters(
  danger: Danger,
  newTables: Set<string>,
  hasEarlier: boolean,
  { isSmall }: Options
) {
  const { rule, table } = danger
  if (!needsExistingTable(rule)) return true
  if (!hasEarlier || (table && newTables.has(table))) return false
  return !(table && onlyLocks(rule) && (await isSmall(table)))
}
