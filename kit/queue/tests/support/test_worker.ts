/**
 * `node ace` for tests: its workers know the test jobs as well as the jobs of the app, and its schedulers use the
 * schedules of a test instead of those of the app.
 */
import '../../../../otel.js'
import '#queue/tests/support/skewed_clock'
import 'reflect-metadata'
import { Ignitor, prettyPrintError } from '@adonisjs/core'

const APP_ROOT = new URL('../../../../', import.meta.url)

const IMPORTER = (filePath: string) => {
  if (filePath.startsWith('./') || filePath.startsWith('../')) {
    return import(new URL(filePath, APP_ROOT).href)
  }
  return import(filePath)
}

new Ignitor(APP_ROOT, { importer: IMPORTER })
  .tap((app) => {
    app.booting(async () => {
      await import('#start/env')
    })
    app.booted(async () => {
      const { QueueManager } = await import('#queue/queue_manager')
      const { testJobs } = await import('#queue/tests/support/jobs/registry')
      const queue = await app.container.make(QueueManager)
      queue.registry.add(testJobs)
      const { misbehave } = await import('#queue/tests/support/chaos/misbehave')
      misbehave(queue)
      const { ScheduleList } = await import('#queue/schedules/schedule_list')
      const schedules = await app.container.make(ScheduleList)
      schedules.source = () => import('#queue/tests/support/test_schedules')
    })
  })
  .ace()
  .handle(process.argv.splice(2))
  .catch((error) => {
    process.exitCode = 1
    prettyPrintError(error)
  })
