import { test } from '@japa/runner'
import { ActiveJobSet } from '#queue/active_job_set'

class Job {
  place?: number

  constructor(readonly name: string) {}
}

test.group('ActiveJobSet', () => {
  test('the set contains the added jobs, in any order of removal', ({ assert }) => {
    const [ada, bo, cleo] = ['Ada', 'Bo', 'Cleo'].map((name) => new Job(name))
    const jobs = new ActiveJobSet<Job>()
    for (const job of [ada, bo, cleo]) jobs.add(job)

    jobs.delete(ada)
    assert.sameMembers([...jobs], [bo, cleo])
    jobs.delete(cleo)
    assert.sameMembers([...jobs], [bo])
    assert.equal(jobs.size, 1)
    assert.isTrue(jobs.has(bo))
    assert.isFalse(jobs.has(ada))
  })

  test('a second removal of the same job removes no other', ({ assert }) => {
    const [ada, bo] = ['Ada', 'Bo'].map((name) => new Job(name))
    const jobs = new ActiveJobSet<Job>()
    jobs.add(ada)
    jobs.add(bo)
    jobs.delete(ada)
    jobs.delete(ada)
    jobs.delete(new Job('Nobody'))

    assert.deepEqual([...jobs], [bo])
  })

  test('an iteration visits all jobs, also if they are removed meanwhile', ({ assert }) => {
    const jobs = new ActiveJobSet<Job>()
    for (const name of ['Ada', 'Bo', 'Cleo']) jobs.add(new Job(name))
    const met: string[] = []
    for (const job of jobs) {
      met.push(job.name)
      jobs.delete(job)
    }
    assert.sameMembers(met, ['Ada', 'Bo', 'Cleo'])
    assert.equal(jobs.size, 0)
  })
})
