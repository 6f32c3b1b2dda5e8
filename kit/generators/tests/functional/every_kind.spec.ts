import { test } from '@japa/runner'
import { copyOfProject } from '#generators/tests/support/copy_of_project'

/** Each kind of file, as a developer asks for it. They build on each other. Add a line for a new kind. */
const COMMANDS = [
  'make:job billing/charge_card',
  'make:schedule billing/charge_card --at=03:00 --timezone=Europe/Madrid',
  'make:notification order_shipped',
  'make:test prices/index',
  'make:test price --suite=unit',
  'make:test checkout --suite=browser',
  'make:validator invitation --resource',
  'make:middleware subscribed --stack=named',
  'make:middleware count_visits --stack=router',
  'make:command books:import',
  'make:component book_card',
  'make:page invitations/index',
  'make:page invitations/summary',
  'make:migration add_phone_and_is_public_to_users',
  'make:migration remove_phone_from_users',
  'make:migration create_notes_table',
  'make:migration drop_notes_table',
  'make:model book',
  'make:transformer book',
  'make:factory log_in_notice',
  'make:seeder book',
  'make:policy book',
  'make:policy notification',
  'make:mail parcel_sent',
  'make:mail parcel_lost --views',
  'make:controller parcels --resource',
  'make:controller settings/web_hooks --actions=index,destroy',
  'make:controller reviews create store',
]

const GENERATED = /^\.adonisjs\/|^database\/schema\.ts$/
const TEST = /^tests\/(unit|functional)\/.*\.spec\.ts$/

test.group('Generators | every kind', () => {
  test('everything that they write passes the checks of the project and its own tests', async ({
    assert,
  }) => {
    await using project = await copyOfProject()
    for (const command of COMMANDS) await project.ace(...command.split(' '))

    const written = await project.written()
    const files = written.filter((file) => !GENERATED.test(file))
    const code = files.filter((file) => /\.(ts|vue)$/.test(file))
    const tests = files.filter((file) => TEST.test(file))
    const migrations = COMMANDS.filter((command) => command.startsWith('make:migration'))
    // The test in a browser is written too, but not run: it needs a build.
    assert.isAtLeast(tests.length, COMMANDS.length - migrations.length - 1)

    const checks = await Promise.allSettled([
      project.bin('eslint', ...code),
      project.bin('prettier', '--check', ...files),
      project.bin('tsc', '--noEmit'),
      project.bin('vue-tsc', '--noEmit', '--project', 'tsconfig.check.json'),
      project.bin('knip'),
      project.node('ace.js', 'i18n:missing'),
      project.node('ace.js', 'i18n:extract', '--check'),
      project.node(
        ...['bin/test_suites.ts', 'unit', 'functional'],
        ...tests.flatMap((file) => ['--files', file])
      ),
    ])
    const failed = checks.filter((check) => check.status === 'rejected')
    assert.equal(failed.map(({ reason }) => reason.stdout + reason.stderr).join('\n'), '')
  }).timeout(900_000)
})
