import { Job } from '#queue/job'
import Record from '#tests/support/jobs/record'

export default class DispatchMore extends Job {
  async handle({ key }: { key: string }) {
    await Record.dispatch({ key })
  }
}
