import { test } from '@japa/runner'
import { RULES } from '#migrations/check/rules'
import { COLUMNS, CONSTRAINTS, OTHERS } from '#migrations/tests/support/cases'
import { dropProbe, probe, runIn } from '#migrations/tests/support/probe_schema'
import { BOOKS, checked, rulesOf } from '#migrations/tests/support/sample'

const CASES = [...COLUMNS, ...CONSTRAINTS, ...OTHERS]

test.group('Migrations | rules', () => {
  test('every rule has a case', ({ assert }) => {
    assert.sameMembers(
      CASES.map(({ rule }) => rule),
      Object.keys(RULES)
    )
  })

  test('{rule} is found')
    .with(CASES)
    .run(async ({ assert }, { rule, red }) => {
      for (const file of red) {
        const { findings } = await checked([file])
        assert.deepEqual(
          [...new Set(findings.map((one) => one.rule))],
          [rule],
          JSON.stringify(findings)
        )
        assert.isNotEmpty(findings[0].why)
        assert.isNotEmpty(findings[0].instead)
      }
    })

  test('{rule}: the recommended way is no finding, and PostgreSQL runs it')
    .with(CASES.filter(({ green }) => green.length > 0))
    .run(async ({ assert }, { green }) => {
      assert.deepEqual(await rulesOf(...green), [])
      const client = await probe({ isNew: true })
      try {
        await runIn(client, [BOOKS, ...green])
      } finally {
        await dropProbe(client)
      }
    })
})
