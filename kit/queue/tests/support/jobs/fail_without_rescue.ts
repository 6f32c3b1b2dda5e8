import { Job } from '#queue/job'

export default class FailWithoutRescue extends Job {
  static attempts = 1

  async handle() {
    throw new Error('as always')
  }
}
