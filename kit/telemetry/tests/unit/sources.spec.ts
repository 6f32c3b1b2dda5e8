import { test } from '@japa/runner'
import { Emitter } from '@adonisjs/core/events'
import app from '@adonisjs/core/services/app'
import logger from '@adonisjs/core/services/logger'
import type { EventsList } from '@adonisjs/core/types'
import { SchedulerLog } from '#queue/schedules/scheduler_log'
import type { ErrorReport } from '#telemetry/errors/report'
import { reportJobs, reportSchedules } from '#telemetry/errors/sources'
import { reportTo } from '#telemetry/main'
import { eventually } from '#tests/support/eventually'

test.group('Sources of reports', (group) => {
  let reports: ErrorReport[] = []

  group.each.setup(() => {
    reports = []
    reportTo({ send: (report) => void reports.push(report), close: async () => {} })
    return () => reportTo(undefined)
  })

  test('a schedule that was not fired is reported with its name', async ({ assert }) => {
    const emitter = new Emitter<EventsList>(app)
    reportSchedules(emitter)
    new SchedulerLog(logger.child({}, { level: 'silent' }), emitter).onError(
      'The schedule was not fired',
      new Error('no such job'),
      'prune_sessions'
    )

    const report = await eventually(async () => reports[0])
    assert.equal(report.message, 'no such job')
    assert.deepEqual(report.circumstances, { 'schedule.name': 'prune_sessions' })
  })

  test('a failed job is reported with its origin', async ({ assert }) => {
    const emitter = new Emitter<EventsList>(app)
    reportJobs(emitter)
    await emitter.emit('queue:failed', {
      ...{ id: 'a', name: 'send_mail', queue: 'default', attempt: 3, attempts: 3, duration: 5 },
      error: new Error('broken'),
      origin: { user: '7', request: 'r', schedule: 's' },
    })

    assert.containSubset(reports, [
      {
        level: 'error',
        userId: '7',
        circumstances: { 'job.name': 'send_mail', 'request.id': 'r', 'schedule.name': 's' },
      },
    ])
  })
})
