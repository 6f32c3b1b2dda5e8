import { test } from '@japa/runner'
import { inject } from '@adonisjs/core'
import { LoggerFactory } from '@adonisjs/core/factories/logger'
import app from '@adonisjs/core/services/app'
import logger from '@adonisjs/core/services/logger'
import { Job as BullQueueJob } from '@rlanz/bull-queue'
import { CancellationSource } from '#queue/cancellation'
import { defineConfig } from '#queue/define_config'
import { E_PERMANENT_FAILURE } from '#queue/errors'
import type { ReservedJob } from '#queue/drivers/driver'
import { Job } from '#queue/job'
import { JobRegistry } from '#queue/registry/job_registry'
import { JobRunner } from '#queue/worker/job_runner'
import { markOf } from '#queue/schema_mark'
import queue from '#queue/main'
import type { JobContext } from '#queue/types'
import Greet from '#queue/tests/support/jobs/greet'

const HOUR = 3_600_000

class Fail extends Job {
  static rescued: string[] = []

  async handle() {
    throw new Error('as always')
  }

  async rescue(_payload: unknown, error: Error) {
    Fail.rescued.push(error.message)
  }
}

class Hopeless extends Fail {
  async handle() {
    throw new E_PERMANENT_FAILURE(['no such mailbox'])
  }
}

class Hang extends Job {
  static timeout = '10ms'

  async handle() {
    await new Promise(() => {})
  }
}

class Unbuildable extends Job {
  constructor() {
    super()
    throw new Error('no parts')
  }

  async handle() {}
}

class Helper {
  greeting = 'hello'
}

class Stock extends BullQueueJob {
  static said: unknown[] = []

  static get $$filepath() {
    return import.meta.url
  }

  @inject()
  async handle(_payload: object, helper?: Helper) {
    Stock.said.push(helper instanceof Helper, this.getAttempts())
    throw new Error('as always')
  }

  @inject()
  async rescue(_payload: object, _error: Error, helper?: Helper) {
    Stock.said.push(helper instanceof Helper, this.getAttempts(), this.getFailedReason())
  }
}

class Toss extends Job {
  async handle(thrown: unknown) {
    throw thrown
  }
}

class Talk extends Job {
  async handle(_payload: object, { logger: ofJob }: JobContext) {
    ofJob.info('handles')
    throw new E_PERMANENT_FAILURE(['no such mailbox'])
  }

  async rescue() {
    this.logger.info('rescues')
    throw new Error('the rescue fails')
  }
}

const silent = logger.child({}, { level: 'silent' })

function run(job: Partial<ReservedJob>, log = silent) {
  const registry = new JobRegistry({
    fail: async () => ({ default: Fail }),
    hopeless: async () => ({ default: Hopeless }),
    greet: async () => ({ default: Greet }),
    hang: async () => ({ default: Hang }),
    stock: async () => ({ default: Stock }),
    talk: async () => ({ default: Talk }),
    toss: async () => ({ default: Toss }),
    unbuildable: async () => ({ default: Unbuildable }),
  })
  const { driver, emitter, log: runLog, store } = queue
  const context = { config: defineConfig({}), registry, driver, emitter, log: runLog, store }
  const runner = new JobRunner(app, context, log)
  const reserved: ReservedJob = {
    id: '1',
    name: 'fail',
    queue: 'default',
    message: { payload: {} },
    possibleDuplicate: false,
    attempt: 1,
    attempts: 3,
    backoff: 100,
    crashes: 0,
    cancellation: new CancellationSource(),
    ...job,
  }
  const cancellation = new CancellationSource()
  if (reserved.cancellation.reason) cancellation.cancel(reserved.cancellation.reason)
  return runner.run(reserved, cancellation)
}

function asked() {
  const cancellation = new CancellationSource()
  cancellation.cancel(new Error('The worker stops'))
  return cancellation
}

test.group('JobRunner', (group) => {
  group.each.setup(() => void (Fail.rescued = []))

  test('a failure with attempts left is retried', async ({ assert }) => {
    assert.containsSubset(await run({}), { status: 'retry', error: { message: 'as always' } })
    assert.isEmpty(Fail.rescued)
  })

  test('a fixed backoff stays the same', async ({ assert }) => {
    const message = { payload: {}, fixedBackoff: true as const }
    assert.containsSubset(await run({ attempt: 2, message }), { status: 'retry', delay: 100 })
  })

  test('a permanent failure is final at the first attempt, and rescued', async ({ assert }) => {
    const outcome = await run({ name: 'hopeless' })
    assert.containsSubset(outcome, { status: 'failed', error: { message: 'no such mailbox' } })
    assert.deepEqual(Fail.rescued, ['no such mailbox'])
  })

  test('the last failure is final, and rescued', async ({ assert }) => {
    assert.containsSubset(await run({ attempt: 3 }), { status: 'failed' })
    assert.deepEqual(Fail.rescued, ['as always'])
  })

  test('every thrown value becomes an error with a message')
    .with([
      { thrown: 'no error', message: 'no error' },
      { thrown: undefined, message: 'undefined' },
      { thrown: { code: 7 }, message: '{ code: 7 }' },
      { thrown: Object.create(null), message: '[Object: null prototype] {}' },
      { thrown: Object.assign(new Error('a'), { message: Symbol('b') }), message: /Error/ },
    ])
    .run(async ({ assert }, { thrown, message }) => {
      const outcome = await run({ name: 'toss', message: { payload: thrown } })
      assert.equal(outcome.status, 'retry')
      const { error } = outcome as { error: Error }
      assert.instanceOf(error, Error)
      if (typeof message === 'string') assert.equal(error.message, message)
      else assert.match(error.message, message)
    })

  test('a job whose constructor throws has failed', async ({ assert }) => {
    const job = { name: 'unbuildable', attempt: 3 }
    assert.containsSubset(await run(job), { status: 'failed', error: { message: 'no parts' } })
  })

  test('a job that crashed three workers is dead without another attempt', async ({ assert }) => {
    assert.containsSubset(await run({ crashes: 3 }), { status: 'failed' })
    assert.deepEqual(Fail.rescued, ['The job "fail" is dead: its worker died 3 times while it ran'])
  })

  test('a rescue that crashed a worker is not retried', async ({ assert }) => {
    assert.containsSubset(await run({ crashes: 4 }), { status: 'failed' })
    assert.isEmpty(Fail.rescued)
  })

  test('a job of @rlanz/bull-queue gets its injected dependencies, and its attempts in the rescue', async ({
    assert,
  }) => {
    assert.containsSubset(await run({ name: 'stock', attempt: 3 }), { status: 'failed' })
    assert.deepEqual(Stock.said, [true, 2, true, 3, 'as always'])
  })

  test('a job that hangs fails at its timeout', async ({ assert }) => {
    assert.containsSubset(await run({ name: 'hang' }), {
      status: 'retry',
      error: { code: 'E_JOB_TIMEOUT' },
    })
  })

  test('a job that the worker has lost is released, with any result')
    .with([1, 3])
    .run(async ({ assert }, attempt) => {
      const outcome = await run({ attempt, cancellation: asked() })
      assert.deepEqual(outcome, { status: 'released' })
      assert.isEmpty(Fail.rescued)
    })

  test('an unknown job is postponed twice as long each time, for an hour')
    .with([
      { waited: 0, delay: 10_000 },
      { waited: 40_000, delay: 40_000 },
      { waited: HOUR - 1000, delay: 300_000 },
    ])
    .run(async ({ assert }, { waited, delay }) => {
      const unknownSince = Date.now() - waited
      const outcome = await run({ name: 'tomorrow', message: { payload: {}, unknownSince } })
      assert.containsSubset(outcome, { status: 'postponed', unknownSince })
      assert.closeTo((outcome as { delay: number }).delay, delay, 500)
    })

  test('an unknown job fails after an hour, with an error in the log', async ({ assert }) => {
    const outcome = await run({
      name: 'toString',
      message: { payload: {}, unknownSince: Date.now() - HOUR - 1 },
    })
    assert.containsSubset(outcome, { status: 'failed', error: { code: 'E_UNKNOWN_JOB' } })
  })

  test('a payload that only another release accepts is kept for an hour')
    .with([
      { schema: 'of another', status: 'postponed' },
      { schema: 'of another', waited: HOUR + 1000, status: 'failed' },
      { schema: markOf(Greet.schema), status: 'failed' },
      // The release that dispatched it has no schema, or does not send its mark.
      { schema: undefined, status: 'postponed' },
    ])
    .run(async ({ assert }, { schema, waited, status }) => {
      const unknownSince = waited && Date.now() - waited
      const outcome = await run({
        name: 'greet',
        message: { payload: { title: 'Dr' }, schema, unknownSince },
      })
      assert.equal(outcome.status, status)
      if (outcome.status === 'failed')
        assert.equal((outcome.error as { code?: string }).code, 'E_INVALID_PAYLOAD')
    })

  test('each log line of a job has the id of the request that dispatched it', async ({
    assert,
  }) => {
    const lines: string[] = []
    const log = new LoggerFactory().merge({ enabled: true }).pushLogsTo(lines).create()
    await run({ name: 'talk', message: { payload: {}, origin: { request: 'the-first' } } }, log)

    const texts = lines.map((line) => JSON.parse(line))
    assert.deepEqual(
      texts.map(({ msg }) => msg),
      ['handles', 'rescues', 'talk failed in its rescue']
    )
    for (const text of texts) {
      assert.containsSubset(text, { job: 'talk', job_id: '1', request_id: 'the-first' })
    }
  })
})
