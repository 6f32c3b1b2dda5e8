/**
 * A process that dispatches many unique jobs at once on request, and reports the results. Its arguments are the number
 * of jobs, and their common key.
 */
import 'reflect-metadata'
import { once } from 'node:events'
import { bootApp } from '#queue/tests/chaos/boot'

const [count, key] = process.argv.slice(2)
const app = await bootApp()
const { default: queue } = await import('#queue/main')
const { default: RecordRunJob } = await import('#queue/tests/support/jobs/record_run_job')

process.send!('ready')
await once(process, 'message')
const outcomes = await Promise.allSettled(
  Array.from({ length: Number(count) }, () =>
    queue.dispatch(RecordRunJob, { key }, { unique: { key } })
  )
)
process.send!(
  outcomes.map((outcome) =>
    outcome.status === 'fulfilled' ? outcome.value : outcome.reason.message
  )
)
await app.terminate()
process.exit()
