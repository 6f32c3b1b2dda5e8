import type { Connection, Duration } from '#queue/types'

export type RunStatus = 'waiting' | 'running' | 'completed' | 'failed' | 'cancelled' | 'skipped'

/** Which jobs of the run log: these, the failed ones of a name, or every failed one. */
export type Selection = { ids: string[] } | { name: string } | 'all'

interface JobOfRun {
  id: string
  name: string
  queue: string
}

/** What was done, and to which jobs it could not be done. */
export interface Changes {
  done: JobOfRun[]
  refused: { id: string; reason: string }[]
}

export interface FailedFilter {
  queue?: string
  name?: string
}

export interface RecoverOptions {
  /** Jobs that were dispatched later are left alone. By default '1m'. */
  olderThan?: Duration
  /** Only says what it would do. */
  dryRun?: boolean
}

export interface Recovered {
  queue: string
  /** The broker that had them. */
  from: Connection
  count: number
  /** Why they stay as they are; absent where they were put back. */
  refused?: string
}

export interface QueueState {
  name: string
  /** Whether config/queue.ts has it; jobs of another one wait for ever. */
  isDeclared: boolean
  isPaused: boolean
  waiting: number
  /** Seconds that the first of those waits. */
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
  /** It has not said for long that it lives. */
  isGone: boolean
  /** Seconds since it last did. */
  lastBeat: number
}

/** A threshold of config/queue.ts that is exceeded; waits are seconds. */
export interface Alert {
  queue: string
  threshold: 'depth' | 'wait' | 'failed'
  value: number
  limit: number
  message: string
}

export interface QueueStatus {
  connection: Connection
  /** The beginning of every name in Redis or RabbitMQ. */
  prefix: string | null
  queues: QueueState[]
  workers: WorkerState[]
  /** What PostgreSQL has to hand over to the broker, now and later. */
  outbox: { depth: number; delayed: number }
  alerts: Alert[]
}
