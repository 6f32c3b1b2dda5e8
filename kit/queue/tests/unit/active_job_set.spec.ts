import { test } from '@japa/runner'
import { ActiveJobSet } from '#queue/active_job_set'

class Guest {
  place?: number

  constructor(readonly name: string) {}
}

test.group('ActiveJobSet', () => {
  test('the set contains the added jobs, in any order of removal', ({ assert }) => {
    const [ada, bo, cleo] = ['Ada', 'Bo', 'Cleo'].map((name) => new Guest(name))
    const roster = new ActiveJobSet<Guest>()
    for (const guest of [ada, bo, cleo]) roster.add(guest)

    roster.delete(ada)
    assert.sameMembers([...roster], [bo, cleo])
    roster.delete(cleo)
    assert.sameMembers([...roster], [bo])
    assert.equal(roster.size, 1)
    assert.isTrue(roster.has(bo))
    assert.isFalse(roster.has(ada))
  })

  test('a second removal of the same job removes no other', ({ assert }) => {
    const [ada, bo] = ['Ada', 'Bo'].map((name) => new Guest(name))
    const roster = new ActiveJobSet<Guest>()
    roster.add(ada)
    roster.add(bo)
    roster.delete(ada)
    roster.delete(ada)
    roster.delete(new Guest('Nobody'))

    assert.deepEqual([...roster], [bo])
  })

  test('an iteration visits all jobs, also if they are removed meanwhile', ({ assert }) => {
    const roster = new ActiveJobSet<Guest>()
    for (const name of ['Ada', 'Bo', 'Cleo']) roster.add(new Guest(name))
    const met: string[] = []
    for (const guest of roster) {
      met.push(guest.name)
      roster.delete(guest)
    }
    assert.sameMembers(met, ['Ada', 'Bo', 'Cleo'])
    assert.equal(roster.size, 0)
  })
})
