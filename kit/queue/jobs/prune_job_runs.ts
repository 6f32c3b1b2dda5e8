import queue from '#queue/service'
import { Job } from '#queue/job'
import { LogPruning } from '#queue/control/log_pruning'
import type { JobContext } from '#queue/types'

/**
 * Deletes runs that are older than `retention` in config/queue.ts.
 */
export default class PruneJobRuns extends Job {
  static queue = 'low'

  async handle(_payload: Record<string, never>, { signal, logger }: JobContext) {
    logger.info(await new LogPruning(queue).run(signal), 'The run log is pruned')
  }
}
