import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { test } from '@japa/runner'
import MakeSchedule from '#generators/commands/make_schedule'
import MakeTest from '#generators/commands/make_test'
import MakeValidator from '#generators/commands/make_validator'
import { createAce } from '#tests/support/ace'
import { folderWith } from '#tests/support/folder'

type Command = typeof MakeTest | typeof MakeValidator | typeof MakeSchedule

async function run(path: string, command: Command, ...args: string[]) {
  const ace = await createAce(pathToFileURL(`${path}/`))
  ace.ui.switchMode('raw')
  const created = await ace.create(command as typeof MakeTest, args)
  await created.exec()
  const output = created.ui.logger.getLogs().map(({ message }) => message)
  return { exitCode: created.exitCode, output: output.join('\n') }
}

const FILE = 'tests/unit/price.spec.ts'

test.group('Generators | commands', () => {
  test('a command writes its files', async ({ assert }) => {
    await using folder = await folderWith({})
    const { exitCode } = await run(folder.path, MakeTest, 'price', '--suite=unit')

    assert.equal(exitCode, 0)
    assert.include(await readFile(`${folder.path}/${FILE}`, 'utf8'), "test.group('Price'")
  })

  test('a file that exists stays, unless --force is given', async ({ assert }) => {
    await using folder = await folderWith({ [FILE]: 'mine' })
    const refused = await run(folder.path, MakeTest, 'price', '--suite=unit')

    assert.equal(refused.exitCode, 1)
    assert.include(refused.output, `${FILE} exists already. Choose another name, or overwrite it`)
    assert.equal(await readFile(`${folder.path}/${FILE}`, 'utf8'), 'mine')

    await run(folder.path, MakeTest, 'price', '--suite=unit', '--force')
    assert.notEqual(await readFile(`${folder.path}/${FILE}`, 'utf8'), 'mine')
  })

  test('nothing is written if one of several files exists', async ({ assert }) => {
    await using folder = await folderWith({ 'tests/unit/validators/book.spec.ts': 'mine' })
    const { exitCode } = await run(folder.path, MakeValidator, 'book')

    assert.equal(exitCode, 1)
    assert.isFalse(existsSync(`${folder.path}/app/validators/book.ts`))
  })

  test('--dry-run shows the files and writes nothing', async ({ assert }) => {
    await using folder = await folderWith({})
    const { exitCode, output } = await run(folder.path, MakeValidator, 'book', '--dry-run')

    assert.equal(exitCode, 0)
    assert.include(output, '+++ b/app/validators/book.ts')
    assert.include(output, '+export const createBookValidator = vine.create({')
    assert.isFalse(existsSync(`${folder.path}/app`))
  })

  test('without a terminal, a missing name is an error that names it', async ({ assert }) => {
    await using folder = await folderWith({})
    const { exitCode, output } = await run(folder.path, MakeValidator)

    assert.equal(exitCode, 1)
    assert.include(output, 'Missing <name>. make:validator --help shows how to give it')
  })

  test('a bad name writes nothing: {$self}')
    .with(['', '../x', 'class', 'naïve', 'a'.repeat(200)])
    .run(async ({ assert }, name) => {
      await using folder = await folderWith({})
      const { exitCode, output } = await run(folder.path, MakeValidator, name)

      assert.equal(exitCode, 1)
      assert.include(output, 'Give one such as')
      assert.isFalse(existsSync(`${folder.path}/app`))
    })

  test('a build is refused', async ({ assert }) => {
    await using folder = await folderWith({ 'adonisrc.js': '' })
    const { exitCode, output } = await run(folder.path, MakeValidator, 'book')

    assert.equal(exitCode, 1)
    assert.include(output, 'Generators write source files, and this is a build')
  })

  test('a stub in stubs/ of the app wins', async ({ assert }) => {
    const stub =
      "// ours\n{{{ exports({ to: app.makePath('tests/unit', `${name.path}.spec.ts`) }) }}}"
    await using folder = await folderWith({ 'stubs/make/test/unit.stub': stub })
    await run(folder.path, MakeTest, 'price', '--suite=unit')

    assert.equal(await readFile(`${folder.path}/${FILE}`, 'utf8'), '// ours\n')
  })

  test('a schedule needs its job and times that are due: {$self}')
    .with([
      'missing_job There is no app/jobs/missing_job.ts. Create it: node ace make:job missing_job',
      'work --every=soon The schedule has every("soon"): write a duration',
      'work --cron=* The schedule is never due',
      'work --daily --weekly The schedule has two timings, daily() and weekly(): keep one',
      'work --timezone=Nowhere There is no time zone "Nowhere"',
    ])
    .run(async ({ assert }, line) => {
      const [, args, message] = line.match(/^(\S+(?: --\S+)*) (.*)$/)!
      await using folder = await folderWith({ 'app/jobs/work.ts': '', 'start/schedules.ts': '' })
      const { exitCode, output } = await run(folder.path, MakeSchedule, ...args.split(' '))

      assert.equal(exitCode, 1)
      assert.include(output, message)
      assert.equal(await readFile(`${folder.path}/start/schedules.ts`, 'utf8'), '')
    })
})
