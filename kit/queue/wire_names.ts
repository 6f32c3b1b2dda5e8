import type { Message, StoredJob } from '#queue/types'

/**
 * Brokers keep jobs of earlier releases, and in a rolling deploy workers of both releases read each other's jobs. So two
 * fields keep the names under which they have always been stored: `suspect` and `followed`.
 */
export type WireJob<Job extends StoredJob = StoredJob> = Omit<Job, 'possibleDuplicate'> & {
  suspect?: true
}

export function toWire<Job extends StoredJob>({ possibleDuplicate, ...job }: Job): WireJob<Job> {
  return possibleDuplicate ? { ...job, suspect: true } : job
}

export function fromWire({ suspect, ...job }: WireJob): StoredJob {
  return suspect ? { ...job, possibleDuplicate: true } : job
}

/** Whether other jobs wait for the completion of this one. */
export function hasDependents({ followed }: Message) {
  return followed === true
}

export function withDependents<Part extends Partial<Message>>(message: Part): Part {
  return { ...message, followed: true }
}
