import { glob, readFile } from 'node:fs/promises'
import { test } from '@japa/runner'
import MainSeeder from '#database/seeders/main_seeder'

const PRODUCT = '{app,commands,config,database,inertia,resources,start}/**/*.{ts,vue,edge}'
const SERVER = 'kit/{http,i18n}/!(tests|bench)/**/*.ts'
const HTTP = 'kit/{http,i18n}/!(tests|bench)/**/*.{ts,vue,edge}'

/** The places where the code matches, as `file: text`. */
async function uses(pattern: RegExp, files: string[]) {
  const found: string[] = []
  for await (const file of glob(files)) {
    const text = await readFile(file, 'utf8')
    found.push(...Array.from(text.matchAll(pattern), ([match]) => `${file}: ${match.trim()}`))
  }
  return found
}

test.group('Code rules', () => {
  test('a query gets its values as bindings, never in its text (ASVS 1.2.4)', async ({
    assert,
  }) => {
    const raw =
      /\b(?:rawQuery|raw|whereRaw|orderByRaw|havingRaw|joinRaw)\(\s*`[^`]*\$\{(?![A-Z_]+\})[^}]*\}/g
    const found = await uses(raw, [PRODUCT])
    // Names of tables and conditions, which the team writes into config/personal_data.ts.
    assert.deepEqual(
      found.map((use) => use.split(':')[0]),
      ['app/services/personal_table.ts', 'app/services/personal_table.ts']
    )
  })

  test('the product starts no other program (ASVS 1.2.5)', async ({ assert }) => {
    assert.isEmpty(await uses(/['"](?:node:)?child_process['"]/g, [PRODUCT, HTTP]))
  })

  test('no text becomes code, a template or a regular expression (ASVS 1.2.9, 1.3.2, 1.3.7)', async ({
    assert,
  }) => {
    const code = /\beval\(|\bnew Function\(|\bnode:vm\b|\brenderRaw\w*\(/g
    const expression = /\bnew RegExp\(/g
    assert.isEmpty(await uses(code, [PRODUCT, HTTP]))
    assert.isEmpty(await uses(expression, ['app/**/*.ts', 'config/**/*.ts', 'start/**/*.ts']))
  })

  test('a page shows every value as text (ASVS 3.2.2)', async ({ assert }) => {
    const html = /\bv-html\b|\.(?:inner|outer)HTML\s*=|insertAdjacentHTML|document\.write\(/g
    assert.isEmpty(await uses(html, ['inertia/**/*.{ts,vue}']))
  })

  test('secrets come from the random generator of node:crypto (ASVS 6.5.3, 11.5.1)', async ({
    assert,
  }) => {
    const found = await uses(/Math\.random\(\).*/g, [PRODUCT, HTTP])
    // It only decides when a request also deletes old sessions.
    assert.deepEqual(found, [
      'kit/http/account/session_store.ts: Math.random() * 100 < PRUNE_PERCENT) {',
    ])
  })

  test('no weak hash protects anything (ASVS 11.4.1, 11.4.3)', async ({ assert }) => {
    const found = await uses(/create(?:Hash|Hmac)\(\s*['"](?!sha(?:256|384|512)['"]).*?['"]/g, [
      PRODUCT,
      HTTP,
    ])
    // The protocol of Have I Been Pwned, which gets five digits of it.
    assert.deepEqual(found, ["kit/http/passwords/breach_range.ts: createHash('sha1'"])
  })

  test('certificates of other servers are always checked (ASVS 12.3.2)', async ({ assert }) => {
    const unchecked =
      /rejectUnauthorized|NODE_TLS_REJECT_UNAUTHORIZED|checkServerIdentity|sslmode=(?!verify-full)/g
    assert.isEmpty(await uses(unchecked, [PRODUCT, HTTP, 'kit/queue/!(tests|bench)/**/*.ts']))
  })

  test('only these files ask other hosts, whose addresses are settings (ASVS 13.2.4)', async ({
    assert,
  }) => {
    const asks = /(?<![.\w])fetch\(|from '(?:node:(?:https|tls|http2)|undici|got|axios)'/g
    const found = await uses(asks, ['{app,commands,config,start}/**/*.ts', SERVER])
    assert.sameMembers(
      found.map((use) => use.split(':')[0]),
      ['kit/http/passwords/breach_range.ts', 'kit/http/social/open_id_server.ts']
    )
  })

  test('production has no account of its own (ASVS 6.3.2)', async ({ assert }) => {
    assert.notInclude(MainSeeder.environment, 'production')
    const accounts = /table\(['"]users['"]\)\s*\.(?:multiI|i)nsert|INSERT INTO users/gi
    assert.isEmpty(await uses(accounts, ['database/migrations/*.ts']))
  })
})
