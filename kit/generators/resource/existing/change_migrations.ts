import { SyntaxKind } from 'ts-morph'
import type { ChangeSet } from '#generators/changes'
import type { Table } from '#generators/resource/existing/columns'
import type { ExistingResource } from '#generators/resource/existing/read'
import { linkTableName } from '#generators/resource/files/migration'
import { linksOf } from '#generators/resource/resource'
import { lines } from '#generators/resource/files/code'
import { planMigration } from '#generators/migration_plan'
import { parseCode } from '#generators/syntax/code'

/**
 * Drops the table of a resource, and those of its links. Its way back is the migration that created it, or the columns that it has now.
 */
export async function dropMigration(changes: ChangeSet, resource: ExistingResource) {
  const { table: name } = resource.names
  const links = linksOf(resource).map((link) => linkTableName(link, resource))
  return lines(
    "import { BaseSchema } from '@adonisjs/lucid/schema'",
    '',
    'export default class extends BaseSchema {',
    'async up() {',
    links.map((link) => `this.schema.dropTable('${link}')`),
    `this.schema.dropTable('${name}')`,
    '}',
    '',
    '/** The table comes back empty. */',
    'async down() {',
    await creation(changes, name, resource.table),
    '}',
    '}'
  )
}

async function creation(changes: ChangeSet, name: string, { migration, migrations }: Table) {
  if (migrations.length === 1) {
    const up = parseCode((await changes.read(migration)) ?? '')
      .getClasses()[0]
      ?.getInstanceMethod('up')
      ?.asKind(SyntaxKind.MethodDeclaration)
    return up?.getStatementsWithComments().map((one) => one.getFullText().trim())
  }
  const plan = planMigration(`drop_${name}_table`, (await changes.read('database/schema.ts')) ?? '')
  return [`this.schema.createTable('${name}', (table) => {`, plan.lines ?? [], '})']
}
