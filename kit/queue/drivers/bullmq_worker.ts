import {
  LockManager,
  Worker,
  type IQueueBackend,
  type Job,
  type JobJson,
  type JobProgress,
} from 'bullmq'
import type { Stored } from '#queue/drivers/bullmq_job'
import { isObject, LARGEST_MESSAGE } from '#queue/message_check'
import { isStorable } from '#queue/run_log/storable'

/**
 * BullMQ's worker, which does not keep its jobs in memory, and gets over what is none of ours.
 */
export class BullMQWorker extends Worker<Stored, void, string, IQueueBackend, JobProgress, never> {
  protected override createLockManager() {
    this.lockManager = new NoLocks(this as never, {} as never)
  }

  protected override createJob(json: JobJson, id: string) {
    return new Ticket(this.#read(json, id)) as unknown as Job<Stored>
  }

  override processJob(ticket: Job<Stored>, token: string, fetchNext?: () => boolean) {
    const job = (ticket as unknown as Ticket).redeem(token)
    return super.processJob(job, token, fetchNext)
  }

  /** What somebody else put there must not keep the worker from the jobs behind it: it becomes a job of nothing. */
  #read(json: JobJson, id: string) {
    try {
      const job = super.createJob(json, id)
      if (isObject(job.data) && isSmall(json.data) && isStorable(json.data)) return job
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
    }
    return super.createJob({ ...json, data: '{}' }, id)
  }
}

/** Leases has the locks. */
class NoLocks extends LockManager {
  override trackJob(): undefined {}
  override untrackJob() {}
}

/**
 * What waits in the worker's place for its job to begin. BullMQ puts the next job into a Set and a linked list, which
 * hold on to what has left them until the next full collection (see Roster): of a ticket that is not much.
 */
class Ticket {
  /** BullMQ's, with which the job was taken. */
  token?: string

  constructor(private job?: Job<Stored>) {}

  redeem(token: string) {
    const job = this.job!
    this.job = undefined
    job.token = token
    return job
  }
}

function isSmall(data: string) {
  return data.length <= LARGEST_MESSAGE
}
