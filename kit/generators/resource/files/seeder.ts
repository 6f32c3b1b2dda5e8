import { Imports, lines } from '#generators/resource/files/code'
import type { Records } from '#generators/resource/files/records'
import { words } from '#generators/resource/kinds/words'

/** The records that the seeder creates. */
const COUNT = 3

/** Creates records for development. If they need an owner, it is the demo account. */
export function seederFile(records: Records) {
  const { names, parent } = records.resource
  const factory = records.factoryInList('user')
  const parentFactory = records.parentFactory('user')
  const needsUser = /\buser\b/.test(factory + parentFactory)
  const imports = new Imports()
    .add('@adonisjs/lucid/seeders', { named: ['BaseSeeder'] })
    .add(`#models/${names.file}`, { byDefault: names.model })
  records.addFactory(imports)
  if (parent) {
    records.addParentFactory(imports)
    imports.add(`#models/${parent.file}`, { byDefault: parent.model })
  }
  if (needsUser) imports.add('#database/demo_account', { named: ['demoAccount'] })
  return lines(
    imports.toString(),
    '',
    '/**',
    ` * Creates ${names.nouns} for development. Running it again changes nothing.`,
    ' */',
    'export default class extends BaseSeeder {',
    "static environment = ['development', 'test']",
    '',
    'async run() {',
    `if (await ${names.model}.first()) return`,
    '',
    needsUser && 'const user = await demoAccount()',
    parent &&
      `const ${parent.record} = (await ${parent.model}.first()) ?? (await ${parentFactory}.create())`,
    `await ${factory}.createMany(${COUNT})`,
    '}',
    '}'
  )
}

export function seederTest({ resource }: Records) {
  const { names } = resource
  const imports = new Imports()
    .add('@japa/runner', { named: ['test'] })
    .add('@adonisjs/lucid/services/db', { byDefault: 'db' })
    .add(`#database/seeders/${names.file}_seeder`, { byDefault: `${names.model}Seeder` })
    .add(`#models/${names.file}`, { byDefault: names.model })
  return lines(
    imports.toString(),
    '',
    `test.group('Seeders | ${words(names.nouns)}', () => {`,
    "test('a second run changes nothing', async ({ assert }) => {",
    `const seeder = new ${names.model}Seeder(db.connection())`,
    'await seeder.run()',
    'await seeder.run()',
    '',
    `assert.lengthOf(await ${names.model}.all(), ${COUNT})`,
    '})',
    '})'
  )
}
