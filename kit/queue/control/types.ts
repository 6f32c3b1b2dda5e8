import type { Connection, Duration } from '#queue/types'

export type RunStatus = 'waiting' | 'running' | 'completed' | 'failed' | 'cancelled' | 'skipped'

/** Selects jobs of the run log: by id, the failed jobs with a name, or all failed jobs. */
export type Selection = { ids: string[] } | { name: string } | 'all'

interface JobOfRun {
  id: string
  name: string
  queue: string
}

/** The jobs that were changed, and the jobs that were refused. */
export interface Changes {
  done: JobOfRun[]
  refused: { id: string; reason: string }[]
}

export interface FailedFilter {
  queue?: string
  name?: string
}

export interface RecoverOptions {
  /** Ignores jobs that were dispatched more recently. By default '1m'. */
  olderThan?: Duration
  /** Reports the changes without making them. */
  dryRun?: boolean
}

export interface Recovered {
  queue: string
  /** The broker that had the jobs. */
  from: Connection
  count: number
  /** The reason why the jobs stay unchanged; absent if they were put back. */
  refused?: string
}

export interface QueueState {
  name: string
  /** Whether config/queue.ts declares the queue. Jobs of an undeclared queue wait for ever. */
  isDeclared: boolean
  isPaused: boolean
  waiting: number
  /** Seconds since the oldest waiting job became available. */
  oldestWait: number | null
  running: number
  delayed: number
  failed: number
}

export interface WorkerState {
  id: string
  host: string
  pid: number
  connection: Connection
  queues: string[]
  concurrency: number
  running: number
  isStopping: boolean
  /** Its last heartbeat is too old. */
  isGone: boolean
  /** Seconds since the last heartbeat. */
  lastBeat: number
}

/** An exceeded threshold of config/queue.ts. Waits are in seconds. */
export interface Alert {
  queue: string
  threshold: 'depth' | 'wait' | 'failed'
  value: number
  limit: number
  message: string
}

export interface QueueStatus {
  connection: Connection
  /** The prefix of every name in Redis or RabbitMQ. */
  prefix: string | null
  queues: QueueState[]
  workers: WorkerState[]
  /** Jobs that wait in PostgreSQL for the relay: `depth` are available, `delayed` are not yet. */
  outbox: { depth: number; delayed: number }
  alerts: Alert[]
}
