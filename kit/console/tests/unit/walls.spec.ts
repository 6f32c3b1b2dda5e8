import { ESLint } from 'eslint'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import packageJson from '../../../../package.json' with { type: 'json' }

const NO_DOOR = 'import one of its doors'
const NO_PRODUCT = 'kit/ knows nothing of the product'

/** An import of every alias of package.json that does not lead into kit/. */
const PRODUCT_IMPORTS = Object.entries<string>(packageJson.imports)
  .filter(([, target]) => !target.startsWith('./kit/'))
  .map(([alias]) => `import '${alias.replace('*', 'x')}'`)

async function errorsOf(filePath: string, code: string) {
  const eslint = new ESLint({ cwd: app.makePath() })
  const [{ messages }] = await eslint.lintText(code, { filePath: app.makePath(filePath) })
  const walls = messages.filter(({ ruleId }) => ruleId?.startsWith('no-restricted-'))
  return walls.map(({ message }) => message).join()
}

const FORBIDDEN: [file: string, code: string, message: string][] = [
  ['app/models/x.ts', `import '#queue/queue_manager'`, NO_DOOR],
  ['app/models/x.ts', `export { x } from '#queue/worker/slots'`, NO_DOOR],
  ['app/jobs/x.ts', `await import('#i18n/message_parser')`, NO_DOOR],
  ['app/mails/x.ts', `import type { X } from '#http/config'`, NO_DOOR],
  ['app/mails/x.ts', `type X = import('#queue/queue_manager').QueueManager`, NO_DOOR],
  ['config/x.ts', `import '../kit/queue/main.js'`, NO_DOOR],
  ['start/x.ts', `import '#local_services/keeper'`, NO_DOOR],
  ['start/x.ts', `import '#queue/queue_provider'`, NO_DOOR],
  ['adonisrc.ts', `import('#queue/queue_manager')`, NO_DOOR],
  [
    'inertia/x.vue',
    `<script setup lang="ts">\nimport '#i18n/catalogue_writer'\n</script>`,
    NO_DOOR,
  ],
  ['kit/queue/x.ts', `import User from '#models/user'`, NO_PRODUCT],
  ['kit/queue/x.ts', `import '../../app/models/user.js'`, NO_PRODUCT],
  ['kit/http/x.ts', `await import('#config/app')`, NO_PRODUCT],
  ['kit/i18n/x.ts', `type Jobs = typeof import('#generated/jobs')`, NO_PRODUCT],
  ['kit/i18n/x.ts', 'await import(`#models/${name}`)', NO_PRODUCT],
  ['kit/queue/x.ts', `const { User } = require('#models/user')`, NO_PRODUCT],
  ['kit/queue/x.ts', `const file = require.resolve('#models/user')`, NO_PRODUCT],
  ['kit/queue/x.ts', `const file = import.meta.resolve('#models/user')`, NO_PRODUCT],
  ['kit/queue/x.ts', `import User = require('#models/user')`, NO_PRODUCT],
  ['kit/queue/x.ts', `export * from '#services/notify'`, NO_PRODUCT],
  ['kit/queue/x.ts', `import '../../database/schema.js'`, NO_PRODUCT],
  ['kit/queue/x.ts', `import './../../tests/bootstrap.js'`, NO_PRODUCT],
  ['kit/queue/worker/x.ts', `import '../../../adonisrc.js'`, NO_PRODUCT],
  ['kit/queue/drivers/bullmq/x.ts', `await import('../../../../bin/server.js')`, NO_PRODUCT],
  ['kit/i18n/x.ts', `import Card from '~/components/card.vue'`, NO_PRODUCT],
  ['kit/i18n/x.ts', `import { api } from '@generated/registry'`, NO_PRODUCT],
  ['kit/i18n/x.ts', `import env from '#start/env'`, NO_PRODUCT],
  ['kit/i18n/x.ts', `import '#providers/app_provider'`, NO_PRODUCT],
  ['kit/i18n/x.ts', `import { eventually } from '#tests/support/eventually'`, NO_PRODUCT],
  ['kit/i18n/x.ts', `import { UserFactory } from '#database/factories/user_factory'`, NO_PRODUCT],
  ...PRODUCT_IMPORTS.map((code): [string, string, string] => ['kit/http/x.ts', code, NO_PRODUCT]),
]

const ALLOWED: [file: string, code: string][] = [
  ['app/jobs/x.ts', `import { Job } from '#queue/main'`],
  ['start/x.ts', `await import('#queue/schedules/main')`],
  ['start/kernel.ts', `import('#http/middleware/session_middleware')`],
  ['adonisrc.ts', `import('#queue/queue_provider')`],
  ['kit/queue/x.ts', `import { QueueManager } from '#queue/queue_manager'`],
  ['kit/queue/models/x.ts', `import { JobRunSchema } from '#database/schema'`],
  ['kit/queue/worker/x.ts', `import '../queue_manager.js'`],
  ['kit/queue/x.ts', `const path = resolve('../../app')`],
  ['kit/queue/tests/x.ts', `import User from '#models/user'`],
]

test.group('Walls', (group) => {
  group.each.timeout(60_000)

  test('{0} cannot contain: {1}')
    .with(FORBIDDEN)
    .run(async ({ assert }, [file, code, message]) => {
      assert.include(await errorsOf(file, code), message)
    })

  test('{0} can contain: {1}')
    .with(ALLOWED)
    .run(async ({ assert }, [file, code]) => {
      assert.equal(await errorsOf(file, code), '')
    })
})
