import app from '@adonisjs/core/services/app'
import { maintainPartitions } from '#partitions/main'
import { Job, type JobContext } from '#queue/main'

/** Creates the partitions of the coming months, and drops old ones. See docs/scaling.md. */
export default class MaintainPartitions extends Job {
  static queue = 'low'
  static timeout = '25m'

  async handle(_payload: Record<string, never>, { logger }: JobContext) {
    logger.info(await maintainPartitions(app), 'The partitions are maintained')
  }
}
