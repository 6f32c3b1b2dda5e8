import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { withDatabase } from '#local_services/database_url'
import { DatabaseProxy } from '#queue/tests/support/database_proxy'
import { SchedulerProcess } from '#queue/tests/support/scheduler_process'
import type { TestSchedule } from '#queue/tests/support/test_schedules'

test.group('Production log', (group) => {
  let proxy: DatabaseProxy
  group.each.setup(async () => {
    proxy = await DatabaseProxy.open()
    return () => proxy.cut()
  })

  async function start(command: string, schedules: TestSchedule[]) {
    const { rows } = await db.rawQuery('SELECT current_database() AS name')
    return new SchedulerProcess(schedules, [command], {
      NODE_ENV: 'production',
      APP_URL: 'https://example.com',
      DATABASE_URL: withDatabase(proxy.url, rows[0].name),
      SMTP_URL: 'smtp://127.0.0.1',
    })
  }

  test('every line of {0} is JSON (ASVS 16.2.3, 16.2.4)')
    .with([
      ['queue:listen', 'Listening on'],
      ['schedule:work', 'Scheduling nothing'],
    ])
    .run(async ({ assert, cleanup }, [command, ready]) => {
      const running = await start(command, [])
      cleanup(() => void running.end())
      await running.says(ready)

      assert.equal(await running.end('SIGTERM'), 0)
      assert.include(messagesIn(running.output).join('\n'), ready)
    })

  test('the refusal of {$self} is logged as JSON')
    .with(['queue:listen', 'schedule:work'])
    .run(async ({ assert, cleanup }, command) => {
      const running = await start(command, [{ name: 'bad' }])
      cleanup(() => void running.end())

      assert.equal(await running.exited(), 1)
      assert.match(messagesIn(running.output).join('\n'), /The schedule "bad" .* has no timing/)
    })
})

/** @throws SyntaxError if a line is not JSON */
function messagesIn(output: string) {
  return output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).msg as string)
}
