import { Job } from '#queue/job'
import RecordRunJob from '#queue/tests/support/jobs/record_run_job'
import type { JobOptions } from '#queue/types'

export default class DispatchAnotherJob extends Job {
  async handle({
    key,
    options,
  }: {
    key: string
    options?: Pick<JobOptions, 'queue' | 'expiresIn'>
  }) {
    await RecordRunJob.dispatch({ key }, options)
  }
}
