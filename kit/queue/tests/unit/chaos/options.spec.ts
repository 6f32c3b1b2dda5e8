import { test } from '@japa/runner'
import { commandOf, readOptions } from '#queue/tests/chaos/options'

test.group('Chaos | options', () => {
  test('the default is thousands of jobs and dozens of kills', ({ assert }) => {
    const { brokers, plan } = readOptions([])
    assert.isUndefined(brokers)
    assert.containsSubset(plan, { jobs: 3000, kills: 30, databaseAway: 30, brokerAway: 60 })
  })

  test('the printed command repeats the same run', ({ assert }) => {
    const options = readOptions(['--broker=redis', '--jobs=500', '--seed=7'])
    const command = commandOf(options)
    assert.equal(command, 'npm run test:chaos -- --broker=redis --jobs=500 --seed=7')
    assert.deepEqual(readOptions(command.split(' ').slice(4)), options)
  })

  test('{0} is refused with the accepted values')
    .with([
      ['--broker=kafka', /--broker takes postgres, redis, rabbitmq, not "kafka"/],
      ['--jobs=0', /--jobs takes a whole number from 1 to 1000000, not "0"/],
      ['--kills=1.5', /--kills takes a whole number/],
      ['--seed=', /--seed takes a whole number/],
      ['--job=3', /'--job'/],
    ] as const)
    .run(({ assert }, [option, sentence]) => {
      assert.throws(() => readOptions([option]), sentence)
    })
})
