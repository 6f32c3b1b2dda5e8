import { Ignitor } from '@adonisjs/core'

const APP_ROOT = new URL('../../../../', import.meta.url)

const IMPORTER = (filePath: string) => {
  if (filePath.startsWith('./') || filePath.startsWith('../')) {
    return import(new URL(filePath, APP_ROOT).href)
  }
  return import(filePath)
}

/**
 * Boots the test app in this process, with the test jobs. Import modules that use its services only afterwards.
 */
export async function bootApp() {
  const ignitor = new Ignitor(APP_ROOT, { importer: IMPORTER }).tap((app) => {
    app.booting(async () => {
      await import('#start/env')
    })
  })
  const app = ignitor.createApp('console')
  await app.init()
  await app.boot()
  await app.start(() => {})
  const { default: queue } = await import('#queue/main')
  const { testJobs } = await import('#queue/tests/support/jobs/registry')
  queue.registry.add(testJobs)
  return app
}
