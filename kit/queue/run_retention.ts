import { milliseconds } from '#queue/duration'
import type { QueueConfig } from '#queue/types'

/** For the partitions of the run log: how long a month is kept, and which rows are kept longer. */
export function runsToKeep({ retention }: Pick<QueueConfig, 'retention'>) {
  const [completed, failed] = [milliseconds(retention.completed), milliseconds(retention.failed)]
  const since = (ms: number) => `finished_at >= now() - ${ms} * interval '1 millisecond'`
  const keepsRows = `(finished_at IS NULL OR ${since(completed)} OR (status = 'failed' AND ${since(failed)}))`
  return { keep: completed, keepsRows }
}
