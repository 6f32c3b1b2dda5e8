import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import JobRun from '#queue/models/job_run'
import { E_NONE_FAILED } from '#queue/errors'
import { isJobId } from '#queue/job_id'
import type { Changes, Selection } from '#queue/control/types'

const IDS_A_CHUNK = 500

/**
 * The ids of the selected jobs. Without ids in the selection, only failed jobs are selected.
 * @throws E_NONE_FAILED
 */
export async function idsOf(selection: Selection, client: QueryClientContract): Promise<string[]> {
  if (selection !== 'all' && 'ids' in selection) {
    return [...new Set(selection.ids.map((id) => (isJobId(id) ? id.toLowerCase() : id)))]
  }

  const failed = JobRun.query({ client }).withScopes((scopes) => scopes.failed())
  if (selection !== 'all') void failed.where('name', selection.name)
  const runs = await failed.orderBy('id').select('id')
  if (runs.length === 0 && selection !== 'all') await refuseName(selection.name, client)
  return runs.map(({ id }) => id)
}

/**
 * Changes the jobs in chunks, each chunk in its own transaction. Invalid ids are refused.
 */
export async function inChunks(
  ids: string[],
  change: (ids: string[]) => Promise<Changes>
): Promise<Changes> {
  const known = ids.filter(isJobId)
  const changes: Changes = { done: [], refused: ids.filter((id) => !isJobId(id)).map(missing) }
  for (let start = 0; start < known.length; start += IDS_A_CHUNK) {
    const { done, refused } = await change(known.slice(start, start + IDS_A_CHUNK))
    changes.done.push(...done)
    changes.refused.push(...refused)
  }
  return changes
}

/**
 * The runs with these ids, without the deleted ones.
 */
export async function runsOf(ids: string[], client: QueryClientContract) {
  const runs: JobRun[] = await JobRun.query({ client }).whereIn('id', ids)
  return new Map(runs.map((run) => [run.id, run]))
}

export function missing(id: string) {
  return { id, reason: 'there is no such job in the run log' }
}

async function refuseName(name: string, client: QueryClientContract): Promise<never> {
  const failed = await JobRun.query({ client })
    .withScopes((scopes) => scopes.failed())
    .distinct('name')
    .orderBy('name')
  throw new E_NONE_FAILED([name, failed.map((run) => run.name).join(', ') || 'none'])
}
