import db from '@adonisjs/lucid/services/db'
import { Job } from '#queue/main'

/** Jobs of an erased account end soon, because they do nothing without it. */
const AGAIN_IN = '1h'

/**
 * Deletes the runs of jobs from the log that had not ended when their account was erased.
 */
export default class ForgetJobRuns extends Job {
  static attempts = 5

  async handle({ runIds }: { runIds: string[] }) {
    const left = await db.transaction(async (trx) => {
      const runs = () => trx.from('job_runs').whereIn('id', runIds)
      await runs().whereNotNull('finished_at').delete()
      return runs().select('id')
    })
    const ids = left.map(({ id }) => id)
    if (ids.length > 0) await ForgetJobRuns.dispatch({ runIds: ids }, { delay: AGAIN_IN })
  }
}
