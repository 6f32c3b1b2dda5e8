import { test } from '@japa/runner'
import { createJobId } from '#queue/job_id'
import { boundsOf, keyAt, monthsUntil, nameOfMonth, startOfMonth } from '#partitions/months'

const JANUARY = new Date('2027-01-01T00:00:00Z')
const BEFORE = new Date('2026-12-31T23:59:59.999Z')

test.group('Months of partitions', () => {
  test('the ids of jobs are divided by the moment of their dispatch', ({ assert }) => {
    const key = keyAt(JANUARY, 'uuid').replaceAll("'", '')
    assert.isTrue(createJobId(Number(BEFORE)) < key)
    assert.isTrue(createJobId(Number(JANUARY)) > key)
  })

  test('the months of a year follow each other', ({ assert }) => {
    const months = monthsUntil(startOfMonth(BEFORE, -1), startOfMonth(JANUARY, 1))
    assert.deepEqual(months.map(nameOfMonth), ['2026_11', '2026_12', '2027_01', '2027_02'])
    assert.isEmpty(monthsUntil(JANUARY, BEFORE))
  })

  test('the bounds that PostgreSQL writes are moments again')
    .with([
      {
        text: `FOR VALUES FROM (MINVALUE) TO (${keyAt(JANUARY, 'uuid')})`,
        from: undefined,
        to: JANUARY,
      },
      {
        text: `FOR VALUES FROM ('2027-01-01 00:00:00+00') TO ('2027-02-01 00:00:00+00')`,
        from: JANUARY,
        to: startOfMonth(JANUARY, 1),
      },
      { text: 'DEFAULT', from: undefined, to: undefined },
    ])
    .run(({ assert }, { text, from, to }) => {
      assert.deepEqual(boundsOf(text), { from, to })
    })
})
