import type { Emitter } from '@adonisjs/core/events'
import type { EventsList } from '@adonisjs/core/types'
import type { QueueDriver } from '#queue/drivers/driver'
import type { JobRegistry } from '#queue/registry/job_registry'
import type { JobStore } from '#queue/run_log/job_store'
import type { RunLog } from '#queue/run_log/run_log'
import type { QueueConfig } from '#queue/types'

/** The parts of the queue that its workers and its operators work with. */
export interface QueueContext {
  readonly config: QueueConfig
  readonly registry: JobRegistry
  readonly driver: QueueDriver
  readonly store: JobStore
  readonly log: RunLog
  readonly emitter: Emitter<EventsList>
}
