import { apiClient } from '@japa/api-client'
import { assert } from '@japa/assert'
import { browserClient } from '@japa/browser-client'
import { pluginAdonisJS } from '@japa/plugin-adonisjs'
import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import type { Config } from '@japa/runner/types'
import { authApiClient } from '@adonisjs/auth/plugins/api_client'
import { inertiaApiClient } from '@adonisjs/inertia/plugins/api_client'
import { dbAssertions } from '@adonisjs/lucid/plugins/db'
import { sessionApiClient } from '@adonisjs/session/plugins/api_client'
import { shieldApiClient } from '@adonisjs/shield/plugins/api_client'
import { launchChromium } from '#tests/support/chromium'
import { createTestDatabase } from '#tests/support/database'
import { useTestJobs } from '#queue/tests/support/jobs/registry'
import { testBuild } from '#tests/support/test_build'
import { startServer, startWorker, stopPrograms } from '#tests/support/processes'
import { watchBrowser } from '#tests/support/secrets/watched_browser'
import type { Registry } from '../.adonisjs/client/registry/schema.d.ts'

declare module '@japa/api-client/types' {
  interface RoutesRegistry extends Registry {}
}

const BROWSER_SUITES = ['browser', 'walk', 'kit-browser']
const BUILT_APP_SUITES = ['built', ...BROWSER_SUITES]

export const plugins: Config['plugins'] = [
  assert(),
  pluginAdonisJS(app),
  apiClient(),
  inertiaApiClient(app),
  sessionApiClient(app),
  shieldApiClient(),
  authApiClient(app),
  dbAssertions(app),
  browserClient({
    runInSuites: BROWSER_SUITES,
    launcher: async (options) => watchBrowser(await launchChromium(options)),
    contextOptions: { baseURL: `http://localhost:${process.env.PORT}`, locale: 'en' },
  }),
]

export const runnerHooks: Required<Pick<Config, 'setup' | 'teardown'>> = {
  setup: [createTestDatabase, () => testUtils.db().migrate()],
  teardown: [],
}

export const configureSuite: Config['configureSuite'] = (suite) => {
  suite.teardown(stopPrograms)
  if (['functional', 'kit-functional'].includes(suite.name)) {
    suite.setup(() => testUtils.httpServer().start())
    suite.onGroup((group) => group.each.setup(() => testUtils.db().withGlobalTransaction()))
  }
  if (['workers', 'commands', 'drivers', 'schedules'].includes(suite.name)) suite.setup(useTestJobs)
  if (suite.name === 'browser') suite.setup(logEverything)
  // A build on a busy machine takes longer than a test may.
  if (suite.name === 'clusters') suite.setup(async () => void (await testBuild()))
  if (BUILT_APP_SUITES.includes(suite.name)) suite.setup(startBuiltApp)
}

/** The suite `secrets` reads the log afterwards. The log of the tests themselves stays as it is. */
function logEverything() {
  const { LOG_LEVEL } = process.env
  process.env.LOG_LEVEL = 'trace'
  return () => void (process.env.LOG_LEVEL = LOG_LEVEL)
}

async function startBuiltApp() {
  await startWorker()
  await startServer()
}
