process.env.NODE_ENV = 'test'

import 'reflect-metadata'
import { Ignitor, prettyPrintError } from '@adonisjs/core'
import { configure, processCLIArgs, run } from '@japa/runner'
import { endRunBroker, startRunBroker } from '../kit/queue/tests/support/brokers/run_broker.js'
import { freePort } from '../tests/support/free_port.js'
import { takeLane } from '../tests/support/test_lane.js'

process.env.HOST = '127.0.0.1'
process.env.PORT = String(await freePort())
process.env.TEST_LANE = takeLane(process.env.TEST_LANE)
await startRunBroker()

const APP_ROOT = new URL('../', import.meta.url)

const IMPORTER = (filePath: string) => {
  if (filePath.startsWith('./') || filePath.startsWith('../')) {
    return import(new URL(filePath, APP_ROOT).href)
  }
  return import(filePath)
}

const ignitor = new Ignitor(APP_ROOT, { importer: IMPORTER }).tap((app) => {
  app.booting(async () => {
    await import('#start/env')
  })
  // Without the exit, the tests would go on without the app.
  app.listen('SIGTERM', async () => {
    console.error(`Stopped. Open: ${process.getActiveResourcesInfo().join(', ')}`)
    await app.terminate()
    process.exit(143)
  })
})

await ignitor
  .testRunner()
  .configure(async (app) => {
    const { runnerHooks, ...config } = await import('../tests/bootstrap.js')

    processCLIArgs(process.argv.splice(2))
    configure({ ...app.rcFile.tests, ...config, ...runnerHooks })
  })
  .run(() => run())
  .catch((error) => {
    process.exitCode = 1
    prettyPrintError(error)
  })

// Not a teardown hook: Japa runs none if it cannot plan the run.
await ignitor.getApp()?.terminate()
await endRunBroker()
// A failed test may leave a loop or an open connection.
if (process.exitCode) process.exit()
