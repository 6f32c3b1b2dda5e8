import { test } from '@japa/runner'
import { COMMANDS } from '#generators/tests/support/kinds'
import { LONG_MATRIX, SHORT_MATRIX } from '#generators/tests/support/matrix'
import { WholeProject } from '#generators/tests/support/whole_project'

const IS_WHOLE = process.env.GENERATORS === 'all'
const MATRIX = IS_WHOLE ? LONG_MATRIX : SHORT_MATRIX

/** All commands write into one copy of the project, so that its checks and its tests run once. */
test.group('Generators | every kind, and resources of every kind', (group) => {
  let project: WholeProject
  group.setup(async () => {
    project = await WholeProject.create()
  })
  group.teardown(() => project.remove())

  for (const command of COMMANDS) {
    test(command, () => project.make(command))
  }

  for (const row of MATRIX) {
    test(`make:resource ${row.name}: ${row.shows}`, () => project.makeResource(row))
  }

  test('the migrations of the resources run', () => project.writeResources())

  test('all migrations run in an empty database, and the generated files are up to date', () =>
    project.checkGenerated())

  test('their types are right', () => project.checkTypes())

  test('their style is that of the project, and no text and no export is left over', () =>
    project.checkStyle())

  test('their unit and functional tests pass', async ({ assert }) => {
    const tests = await project.test('unit', 'functional')

    const migrations = COMMANDS.filter((command) => command.startsWith('make:migration'))
    // The test in a browser runs in the next test.
    assert.isAtLeast(tests.length, COMMANDS.length - migrations.length - 1)
  })

  // CI has no time to build the copy for a browser.
  if (!IS_WHOLE) return

  test('their tests in a browser pass', async ({ assert }) => {
    const tests = await project.test('browser')

    assert.isAtLeast(tests.length, MATRIX.length)
  })

  test('their pages are translated, fit and are accessible', () => project.walk())
})
