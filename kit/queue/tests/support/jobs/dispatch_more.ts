import { Job } from '#queue/job'
import Record from '#queue/tests/support/jobs/record'
import type { JobOptions } from '#queue/types'

export default class DispatchMore extends Job {
  async handle({
    key,
    options,
  }: {
    key: string
    options?: Pick<JobOptions, 'queue' | 'expiresIn'>
  }) {
    await Record.dispatch({ key }, options)
  }
}
