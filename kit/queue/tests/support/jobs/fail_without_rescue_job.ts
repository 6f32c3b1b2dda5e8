import { Job } from '#queue/job'

export default class FailWithoutRescueJob extends Job {
  static attempts = 1

  async handle() {
    throw new Error('as always')
  }
}
