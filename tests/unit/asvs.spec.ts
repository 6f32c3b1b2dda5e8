import { glob, readFile } from 'node:fs/promises'
import { test } from '@japa/runner'
import levels from '../support/asvs_levels.json' with { type: 'json' }

const ID = /\d+\.\d+\.\d+/g
/** A duty of the people who run the app names the place in the documents that tells them. */
const REST = /^(Not applicable: \S.{8,}|Deployment: \S.{8,}\]\(deploy\.md#[\w-]+\)\))/

interface Requirement {
  level: string
  shownBy: string
  tests: string[]
}

/** The rows of the map: `| 6.2.1 | 1 | in short | shown by |`. A row may name several requirements. */
async function requirements() {
  const text = await readFile('docs/security.md', 'utf8')
  const rows = text.matchAll(/^\| (\d[\d., ]*?) *\| ([12]) *\| [^|]+ \| ([^|]+?) *\|$/gm)
  return Array.from(rows).flatMap(([, ids, level, shownBy]) => {
    const tests = Array.from(shownBy.matchAll(/`([\w/.]+\.spec\.ts)`/g), ([, file]) => file)
    return ids.match(ID)!.map((id): [string, Requirement] => [id, { level, shownBy, tests }])
  })
}

/** `id file` of each id in the title of a test, which ends with its ids in brackets. */
async function idsInTitles() {
  const found = new Set<string>()
  for await (const file of glob('{tests,kit/*/tests}/**/*.spec.ts')) {
    const text = await readFile(file, 'utf8')
    for (const [, ids] of text.matchAll(/\(ASVS ([\d., ]+)\)['"`]/g)) {
      for (const id of ids.match(ID)!) found.add(`${id} ${file}`)
    }
  }
  return found
}

test.group('ASVS 5.0.0', () => {
  test('the map names each requirement of levels 1 and 2 once, with its level', async ({
    assert,
  }) => {
    const rows = await requirements()
    const named = rows.map(([id, { level }]) => `${id} level ${level}`)
    const standard = Object.entries(levels).map(([id, level]) => `${id} level ${level}`)

    assert.sameMembers(named, standard)
  })

  test('a requirement has tests, or the reason why it has none', async ({ assert }) => {
    const rows = await requirements()
    const without = rows
      .filter(([, { shownBy, tests }]) => tests.length === 0 && !REST.test(shownBy))
      .map(([id]) => id)

    assert.isEmpty(without)
  })

  test('the documents that the standard asks for exist (ASVS 2.1.1, 2.1.2, 2.1.3, 5.1.1, 6.1.1, 6.1.2, 6.1.3, 7.1.1, 7.1.2, 7.1.3, 8.1.1, 8.1.2, 11.1.1, 11.1.2, 13.1.1, 14.1.1, 14.1.2, 15.1.1, 15.1.2, 15.1.3, 16.1.1)', async ({
    assert,
  }) => {
    const rows = await requirements()
    const documents = rows.filter(([, { tests }]) => tests.includes('tests/unit/asvs.spec.ts'))

    // The links themselves are checked in docs.spec.ts.
    assert.isEmpty(documents.filter(([, { shownBy }]) => !/\]\([\w.]*#[\w-]+\)/.test(shownBy)))
  })

  test('the tests of the map are those that have its ids in their titles', async ({ assert }) => {
    const rows = await requirements()
    const mapped = rows.flatMap(([id, { tests }]) => tests.map((file) => `${id} ${file}`))

    assert.sameMembers(mapped, [...(await idsInTitles())])
  })
})
