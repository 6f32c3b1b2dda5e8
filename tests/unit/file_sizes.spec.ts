import { glob, readFile } from 'node:fs/promises'
import { test } from '@japa/runner'
import { resources } from '#tests/support/resources'

const RECORD = 'docs/decisions/0049-file-sizes.md'

/** The lines that a file of each kind has at most. */
const LIMITS = {
  'app/controllers/**/*.ts': 60,
  'app/models/**/*.ts': 150,
  'app/{jobs,mails,notifications,policies,transformers}/**/*.ts': 50,
  'inertia/pages/**/*.vue': 150,
  'inertia/{components,layouts}/**/*.vue': 100,
  'inertia/composables/**/*.ts': 80,
  'app/validators/**/*.ts': 150,
  '{tests,kit/*/tests}/**/*.spec.ts': 200,
}

/** The files over `limit`, as `file: lines`. Files of a resource have as many lines as its fields need. */
async function filesOver(limit: number, pattern: string) {
  const made = await resources()
  const names = made.flatMap(({ file, table }) => [file, table]).join('|')
  const ofResource = new RegExp(`/(${names})(/|\\.|_)`)
  const found: string[] = []
  for await (const file of glob(pattern)) {
    if (names && ofResource.test(file)) continue
    const text = await readFile(file, 'utf8')
    const lines = text.split('\n').length - 1
    if (lines > limit) found.push(`${file}: ${lines} lines instead of ${limit}`)
  }
  return found
}

test.group('File sizes', () => {
  for (const [pattern, limit] of Object.entries(LIMITS)) {
    test(`${pattern} has at most ${limit} lines, or a reason for more`, async ({ assert }) => {
      const record = await readFile(RECORD, 'utf8')
      const found = await filesOver(limit, pattern)
      const unexplained = found.filter((line) => !record.includes(`\`${line.split(':')[0]}\``))
      assert.isEmpty(unexplained, `Split these files, or say in ${RECORD} why not`)
    })
  }
})
