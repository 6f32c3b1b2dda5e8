import { test } from '@japa/runner'
import { EVERY_COMMAND, FIELD_COMMANDS, HAND_EDITS } from '#generators/tests/support/kinds'
import { chosenRows } from '#generators/tests/support/matrix'
import { WholeProject } from '#generators/tests/support/whole_project'

const { GENERATORS } = process.env
const MATRIX = chosenRows(GENERATORS)

/** Somebody who chooses rows waits for these only. */
const COMMANDS = !GENERATORS || GENERATORS === 'all' ? EVERY_COMMAND : []

/** All commands write into one copy of the project, so that its checks and its tests run once. */
test.group('Generators | every kind, and resources of every kind', (group) => {
  let project: WholeProject
  group.setup(async () => {
    project = await WholeProject.create()
  })
  group.teardown(() => project.remove())
  // A page walk over hundreds of pages takes longer than any other test.
  if (GENERATORS) group.each.disableTimeout()

  if (COMMANDS.length > 0) {
    test('a resource whose migration cannot run leaves no file', async ({ assert }) => {
      const files = await project.filesOfFailed('make:resource Lantern name:string cover:file?')
      assert.deepEqual(files, [])
    })
  }

  for (const command of COMMANDS) {
    test(command, () => project.make(command))
  }

  for (const row of MATRIX) {
    test(`make:resource ${row.name}: ${row.shows}`, () => project.makeResource(row))
  }

  test('the migrations of the resources run', () => project.writeResources())

  if (COMMANDS.length > 0) {
    test('a developer edits a form, a test and a list by hand', () =>
      project.editByHand(HAND_EDITS))

    for (const command of FIELD_COMMANDS) {
      test(command, () => project.make(command))
    }
  }

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
  if (!GENERATORS) return

  test('their tests in a browser pass', async ({ assert }) => {
    const tests = await project.test('browser')

    assert.isAtLeast(tests.length, MATRIX.length)
  })

  test('their pages are translated, fit and are accessible', () => project.walk())
})
