import { test } from '@japa/runner'
import { copyOfProject } from '#generators/tests/support/copy_of_project'

/** Each kind of file, as a developer asks for it. They build on each other. Add a line for a new kind. */
const COMMANDS = [
  'make:job billing/charge_card',
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
    assert.isAbove(tests.length, COMMANDS.length - 3)

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
  }).timeout(600_000)
})
