import type { ApplicationService } from '@adonisjs/core/types'
import { QueueManager } from '#queue/queue_manager'
import { ScheduleControl } from '#queue/schedules/schedule_control'
import { ScheduleList } from '#queue/schedules/schedule_list'
import { Scheduler } from '#queue/schedules/scheduler'
import { SchedulerLog } from '#queue/schedules/scheduler_log'

/**
 * Needed by commands and tests only: the web server neither fires schedules nor reads start/schedules.ts.
 */
export default class ScheduleProvider {
  constructor(protected app: ApplicationService) {}

  register() {
    this.app.container.singleton(ScheduleList, async (resolver) => {
      const queue = await resolver.make(QueueManager)
      return new ScheduleList(queue, queue.config.schedules)
    })

    this.app.container.singleton(SchedulerLog, async (resolver) => {
      return new SchedulerLog(await resolver.make('logger'), await resolver.make('emitter'))
    })

    this.app.container.bind(Scheduler, async (resolver) => {
      return new Scheduler(
        await resolver.make('lucid.db'),
        await resolver.make(QueueManager),
        await resolver.make(ScheduleList),
        await resolver.make(SchedulerLog)
      )
    })

    this.app.container.bind(ScheduleControl, async (resolver) => {
      return new ScheduleControl(
        await resolver.make('lucid.db'),
        await resolver.make(QueueManager),
        await resolver.make(ScheduleList),
        await resolver.make(SchedulerLog)
      )
    })
  }
}
