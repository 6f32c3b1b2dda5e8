import { test } from '@japa/runner'
import { isAway, messageOf, refusalOf } from '#queue/explain'

const failure = (code: string, message = 'it is so') => Object.assign(new Error(message), { code })

test.group('Explain', () => {
  test('an error that needs a fix by the operator is a refusal: {0}')
    .with([
      ['28P01', 'PostgreSQL refuses the connection: it is so. Correct DATABASE_URL'],
      ['28000', 'PostgreSQL refuses the connection: it is so. Correct DATABASE_URL'],
      ['3D000', 'PostgreSQL refuses the connection: it is so. Correct DATABASE_URL'],
      ['42501', 'The user of DATABASE_URL lacks permissions that the queue needs: it is so'],
      ['42P01', 'The tables of the queue are missing. Run "node ace migration:run"'],
    ])
    .run(({ assert }, [code, sentence]) => {
      assert.equal(refusalOf(failure(code))?.message, sentence)
      assert.equal(messageOf(failure(code)), sentence)
    })

  test('the SQL statement is not shown', ({ assert }) => {
    const error = failure('42501', 'select 1 - 2 from "job_runs" - permission denied')
    assert.match(messageOf(error)!, /needs: permission denied$/)
  })

  test('an unavailable PostgreSQL is not a refusal: {$self}')
    .with(['57P03', '57P01', 'ECONNREFUSED', 'ECONNRESET'])
    .run(({ assert }, code) => {
      assert.isUndefined(refusalOf(failure(code)))
      assert.equal(messageOf(failure(code)), `PostgreSQL or the broker does not answer (${code})`)
    })

  test('a server that refuses a worker which runs is one that cannot be reached: {$self}')
    .with(['28P01', '3D000', '57P03'])
    .run(({ assert }, code) => {
      assert.isTrue(isAway(Object.assign(failure(code), { severity: 'FATAL' })))
      assert.isFalse(isAway(Object.assign(failure('22P02'), { severity: 'ERROR' })))
    })

  test('an unexpected error stays unchanged', ({ assert }) => {
    assert.isUndefined(messageOf(new TypeError('x is not a function')))
  })
})
