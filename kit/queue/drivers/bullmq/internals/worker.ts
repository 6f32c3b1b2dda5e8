import {
  LockManager,
  Worker,
  type IQueueBackend,
  type Job,
  type JobJson,
  type JobProgress,
} from 'bullmq'
import type { Stored } from '#queue/drivers/bullmq/job_mapping'
import { isObject, LARGEST_MESSAGE } from '#queue/message_check'
import { isStorable } from '#queue/run_log/storable'

/**
 * A BullMQ worker that does not keep ended jobs in memory, and that survives entries which other programs added.
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

  /** Malformed entries of other programs become empty jobs, so that they do not block the jobs behind them. */
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

/** Turns BullMQ's lock manager off: `Leases` renews the locks. */
class NoLocks extends LockManager {
  override trackJob(): undefined {}
  override untrackJob() {}
}

/**
 * Holds a job until BullMQ begins it. BullMQ puts the next job into a Set and a linked list, which refer to removed
 * entries until the next full garbage collection (see ActiveJobSet). An empty ticket takes little memory.
 */
class Ticket {
  /** BullMQ's token of the job's lock. */
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
