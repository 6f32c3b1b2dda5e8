import { Job } from '#queue/job'

/**
 * A job of a newer release: the tests' workers do not know it.
 */
export default class OfTomorrow extends Job {
  async handle() {}
}
