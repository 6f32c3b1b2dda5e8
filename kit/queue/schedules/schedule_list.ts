import { sealPayload } from '#queue/payload'
import { jobClassOf } from '#queue/registry/job_class'
import { E_INVALID_SCHEDULE } from '#queue/schedules/errors'
import { ScheduleBuilder, type ScheduleSettings } from '#queue/schedules/schedule_builder'
import { MISSED_POLICIES, type ScheduleDefinition } from '#queue/schedules/types'
import { WallClock } from '#queue/schedules/wall_clock'
import type { JobRegistry } from '#queue/registry/job_registry'
import type { JobClass, JobReference, QueueConfig } from '#queue/types'

const NAME = /^[\w./:-]{1,190}$/

interface Dependencies {
  config: QueueConfig
  registry: JobRegistry
}

/**
 * The schedules that the code declares. Only schedulers and the schedule commands load them.
 */
export class ScheduleList {
  #builders: { settings: ScheduleSettings }[] = []
  #definitions?: Promise<ScheduleDefinition[]>

  /**
   * @param source imports the file that declares the schedules
   */
  constructor(
    private queue: Dependencies,
    public source: () => Promise<unknown>
  ) {}

  declare<Class extends JobClass>(job: JobReference<Class>) {
    const builder = new ScheduleBuilder<Class>(job)
    this.#builders.push(builder)
    return builder
  }

  /**
   * @throws E_INVALID_SCHEDULE, E_UNREGISTERED_JOB, E_INVALID_PAYLOAD
   */
  load() {
    this.#definitions ??= this.#load()
    return this.#definitions
  }

  async #load() {
    await this.source()
    const definitions = new Map<string, ScheduleDefinition>()
    for (const { settings } of this.#builders) {
      const definition = await this.#define(settings)
      if (definitions.has(definition.name)) {
        refuse(definition.name, `is declared twice: call one of them .name('...')`)
      }
      definitions.set(definition.name, definition)
    }
    return [...definitions.values()]
  }

  async #define(settings: ScheduleSettings): Promise<ScheduleDefinition> {
    const { missed, withoutOverlapping, queue = null, timezone = 'UTC' } = settings
    const jobClass = await jobClassOf(settings.job)
    const job = await this.queue.registry.nameOf(jobClass)
    const name = settings.name ?? job
    this.#check(name, settings)
    return {
      name,
      job,
      cadence: readCadence(name, settings),
      timezone,
      payload: await readPayload(name, jobClass, settings.payload),
      queue,
      missed,
      withoutOverlapping,
    }
  }

  #check(name: string, { queue, missed, timezone, recurrence }: ScheduleSettings) {
    const queues = Object.keys(this.queue.config.queues)
    if (!NAME.test(name))
      refuse(name, 'has an invalid name: use only letters, digits and _ . / : -')
    if (queue !== undefined && !queues.includes(queue)) {
      refuse(name, `uses the queue "${queue}", but config/queue.ts declares ${queues.join(', ')}`)
    }
    if (!MISSED_POLICIES.includes(missed)) {
      refuse(name, `has missed("${missed}"): write one of ${MISSED_POLICIES.join(', ')}`)
    }
    if (timezone !== undefined) this.#checkTimezone(name, timezone, recurrence.isPeriod)
  }

  #checkTimezone(name: string, timezone: string, isPeriod: boolean) {
    if (!WallClock.knows(timezone)) {
      refuse(name, `has the unknown time zone "${timezone}": write one such as "Europe/Madrid"`)
    }
    if (isPeriod)
      refuse(
        name,
        'has every() and timezone(): every() does not depend on a time zone, remove timezone()'
      )
  }
}

async function readPayload(name: string, job: JobClass, payload: unknown = {}) {
  await sealPayload(name, job, payload)
  const json = JSON.stringify(payload)
  if (job.encrypted && json !== '{}') {
    refuse(
      name,
      'has a payload, but its job is encrypted and the table would show it: remove with()'
    )
  }
  return json
}

function readCadence(name: string, { recurrence }: ScheduleSettings) {
  try {
    return recurrence.read()
  } catch (error) {
    return refuse(name, (error as Error).message)
  }
}

function refuse(name: string, mistake: string): never {
  throw new E_INVALID_SCHEDULE([name, mistake])
}
