/**
 * Starts the production build of the app with the jobs of the bench. With arguments it is `node ace`, so that
 * `queue:listen` is the worker. Without arguments it is a process that dispatches.
 */
import 'reflect-metadata'
import { Ignitor, prettyPrintError } from '@adonisjs/core'
import type { ApplicationService } from '@adonisjs/core/types'
import { answer } from './answers.ts'

const BUILD = new URL('../../../build/', import.meta.url)
const fromBuild = (path: string) => import(new URL(path, BUILD).href)

const ignitor = new Ignitor(BUILD, {
  importer: (path) => (path.startsWith('.') ? fromBuild(path) : import(path)),
}).tap((app) => {
  app.booting(() => fromBuild('start/env.js'))
  app.booted(async () => {
    const queue = await queueOf(app)
    const { jobs } = await import('./jobs.ts')
    queue.registry.add(
      Object.fromEntries(
        Object.entries(jobs).map(([name, job]) => [name, async () => ({ default: job as never })])
      )
    )
  })
})

// Exits when the bench is killed, so that no worker stays behind.
process.on('disconnect', () => process.exit())

const [command, ...args] = process.argv.slice(2)
try {
  if (command) await ignitor.ace().handle([command, ...args])
  else await dispatch()
} catch (error) {
  await prettyPrintError(error)
  process.exit(1)
}

async function dispatch() {
  const app = ignitor.createApp('console')
  await app.init()
  await app.boot()
  await app.start(() => undefined)
  const { dispatcher } = await import('./dispatcher.ts')
  const db = await app.container.make('lucid.db')
  answer(dispatcher(await queueOf(app), db))
}

async function queueOf(app: ApplicationService) {
  const { QueueManager } = (await fromBuild(
    'kit/queue/queue_manager.js'
  )) as typeof import('../queue_manager.ts')
  return app.container.make(QueueManager)
}
