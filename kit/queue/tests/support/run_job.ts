import { inject } from '@adonisjs/core'
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
import queue from '#queue/main'
import type { JobContext } from '#queue/types'
import GreetJob from '#queue/tests/support/jobs/greet_job'

export class AlwaysFailJob extends Job {
  static rescued: string[] = []

  async handle() {
    throw new Error('as always')
  }

  async rescue(_payload: unknown, error: Error) {
    AlwaysFailJob.rescued.push(error.message)
  }
}

class FailPermanentlyJob extends AlwaysFailJob {
  async handle() {
    throw new E_PERMANENT_FAILURE(['no such mailbox'])
  }
}

class HangJob extends Job {
  static timeout = '10ms'

  async handle() {
    await new Promise(() => {})
  }
}

class ThrowInConstructorJob extends Job {
  constructor() {
    super()
    throw new Error('no parts')
  }

  async handle() {}
}

class Helper {
  greeting = 'hello'
}

export class BullQueuePackageJob extends BullQueueJob {
  static said: unknown[] = []

  static get $$filepath() {
    return import.meta.url
  }

  @inject()
  async handle(_payload: object, helper?: Helper) {
    BullQueuePackageJob.said.push(helper instanceof Helper, this.getAttempts())
    throw new Error('as always')
  }

  @inject()
  async rescue(_payload: object, _error: Error, helper?: Helper) {
    BullQueuePackageJob.said.push(
      helper instanceof Helper,
      this.getAttempts(),
      this.getFailedReason()
    )
  }
}

class ThrowPayloadJob extends Job {
  async handle(thrown: unknown) {
    throw thrown
  }
}

class LogAndFailJob extends Job {
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

/**
 * Runs a job in a runner that knows the jobs of this file.
 */
export function runJob(job: Partial<ReservedJob>, log = silent) {
  const registry = new JobRegistry({
    always_fail_job: async () => ({ default: AlwaysFailJob }),
    fail_permanently_job: async () => ({ default: FailPermanentlyJob }),
    greet_job: async () => ({ default: GreetJob }),
    hang_job: async () => ({ default: HangJob }),
    bull_queue_package_job: async () => ({ default: BullQueuePackageJob }),
    log_and_fail_job: async () => ({ default: LogAndFailJob }),
    throw_payload_job: async () => ({ default: ThrowPayloadJob }),
    throw_in_constructor_job: async () => ({ default: ThrowInConstructorJob }),
  })
  const { driver, emitter, log: runLog, store } = queue
  const context = { config: defineConfig({}), registry, driver, emitter, log: runLog, store }
  const runner = new JobRunner(app, context, log)
  const reserved: ReservedJob = {
    id: '1',
    name: 'always_fail_job',
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

export function cancelled() {
  const cancellation = new CancellationSource()
  cancellation.cancel(new Error('The worker stops'))
  return cancellation
}
