import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { test } from '@japa/runner'
import { createAce } from '#tests/support/ace'
import I18nAdd from '../../commands/i18n_add.js'
import I18nExtract from '../../commands/i18n_extract.js'
import I18nMissing from '../../commands/i18n_missing.js'
import I18nPseudo from '../../commands/i18n_pseudo.js'

const COMMANDS = [I18nAdd, I18nExtract, I18nMissing, I18nPseudo]
type Command = (typeof COMMANDS)[number]

const FILES = {
  'resources/lang/en/auth.json': `{
  "//": "On the page of sign-ups",
  "title": "Sign up",
  "lead": "{n, plural, one {# seat} other {# seats}}",
  "old": "Old"
}
`,
  'resources/lang/es/auth.json': `{
  "title": "Crear cuenta",
  "lead": "{n, plural, one {# plaza} many {# de plazas} other {# plazas}}",
  "old": "Viejo"
}
`,
  'app/auth.ts': `t('auth.title')\nt('auth.lead', { n })\n`,
}

/** A project with these files in its own folder. */
async function project(files: Record<string, string> = FILES) {
  const root = await mkdtemp(join(tmpdir(), 'easystart-i18n-'))
  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), text)
  }
  for (const [path, text] of Object.entries(files)) await write(path, text)

  return {
    write,
    read: (path: string) => readFile(join(root, path), 'utf8'),
    list: (path: string) => readdir(join(root, path), { recursive: true }),
    run: (command: Command, ...args: string[]) => run(root, command, args),
    exitCode: async (command: Command, ...args: string[]) => {
      const { exitCode } = await run(root, command, args)
      return exitCode
    },
    [Symbol.asyncDispose]: () => rm(root, { recursive: true }),
  }
}

async function run(root: string, Command: Command, args: string[]) {
  const ace = await createAce(pathToFileURL(`${root}/`))
  ace.ui.switchMode('raw')
  const command = await ace.create(Command, args)
  await command.exec()
  const lines = command.ui.logger.getLogs().map(({ message }) => message)
  return { exitCode: command.exitCode, output: lines.join('\n') }
}

test.group('Commands | i18n:extract', () => {
  test('i18n:extract adds the missing keys to every locale once', async ({ assert }) => {
    await using app = await project()
    await app.write(
      'inertia/page.vue',
      `<template>{{ t('auth.help') }}{{ t('team.name') }}</template>\n`
    )

    const first = await app.run(I18nExtract)
    assert.equal(first.exitCode, 0)
    assert.include(first.output, 'inertia/page.vue:1  added in en, es: auth.help')
    assert.equal(
      await app.read('resources/lang/en/auth.json'),
      FILES['resources/lang/en/auth.json'].replace('"old": "Old"', '"old": "Old",\n  "help": ""')
    )
    assert.equal(await app.read('resources/lang/es/team.json'), '{\n  "name": ""\n}\n')

    const second = await app.run(I18nExtract, '--json')
    const { changed, missing } = JSON.parse(second.output)
    assert.deepEqual({ changed, missing }, { changed: [], missing: [] })
  })

  test('--check changes nothing, lists the place of each problem and exits 1', async ({
    assert,
  }) => {
    await using app = await project()
    await app.write('app/b.ts', `\nt('auth.help')\n`)

    const { exitCode, output } = await app.run(I18nExtract, '--check')
    assert.equal(exitCode, 1)
    assert.include(output, 'app/b.ts:2  missing in en, es: auth.help')
    assert.include(output, 'resources/lang/en/auth.json:5  unused: auth.old')
    assert.equal(
      await app.read('resources/lang/en/auth.json'),
      FILES['resources/lang/en/auth.json']
    )
  })

  test('--prune removes unused keys from every locale, then --check passes', async ({ assert }) => {
    await using app = await project()
    const { exitCode, output } = await app.run(I18nExtract, '--prune')
    assert.equal(exitCode, 0)
    assert.include(output, 'removed: auth.old')
    assert.notInclude(await app.read('resources/lang/es/auth.json'), 'old')
    assert.include(await app.read('resources/lang/en/auth.json'), '"//": "On the page of sign-ups"')
    assert.equal(await app.exitCode(I18nExtract, '--check'), 0)
  })

  test('a pattern that matches no key is an error', async ({ assert }) => {
    await using app = await project()
    await app.write('app/b.ts', 't(`auth.kinds.${kind}`)\n')
    const { exitCode, output } = await app.run(I18nExtract)
    assert.equal(exitCode, 1)
    assert.include(output, 'app/b.ts:1  auth.kinds.*: no key is like this')
  })

  test('an unreadable file is reported in one line with its place', async ({ assert }) => {
    await using app = await project()
    await app.write('resources/lang/es/auth.json', '{\n  "a": "A"\n  "b": "B"\n}\n')
    const { exitCode, output } = await app.run(I18nExtract)
    assert.equal(exitCode, 1)
    assert.match(output, /resources\/lang\/es\/auth\.json:3: The file is not valid JSON/)

    assert.equal(await app.exitCode(I18nExtract, '--check', '--prune'), 1)
  })
})

test.group('Commands | i18n:missing', () => {
  test('complete catalogues exit 0', async ({ assert }) => {
    await using app = await project()
    const { exitCode, output } = await app.run(I18nMissing)
    assert.equal(exitCode, 0)
    assert.include(output, 'Nothing is missing: en, es')
  })

  test('missing and malformed messages are listed with their places, exit code 1', async ({
    assert,
  }) => {
    await using app = await project()
    await app.write(
      'resources/lang/es/auth.json',
      '{\n  "title": "",\n  "lead": "{n, plural, other {#}}"\n}\n'
    )

    const { exitCode, output } = await app.run(I18nMissing, 'es')
    assert.equal(exitCode, 1)
    assert.include(output, 'resources/lang/es/auth.json:2  auth.title: not translated yet')
    assert.include(output, 'resources/lang/es/auth.json  auth.old: missing')
    assert.include(output, 'auth.lead: {n, plural} lacks the form "many"')
  })

  test('--json prints a stable structure', async ({ assert }) => {
    await using app = await project()
    await app.write('resources/lang/es/auth.json', '{ "title": "Crear", "old": "" }')

    const { exitCode, output } = await app.run(I18nMissing, 'es', '--json')
    assert.equal(exitCode, 1)
    assert.deepEqual(JSON.parse(output), {
      default: 'en',
      complete: false,
      locales: [
        {
          locale: 'es',
          keys: 3,
          translated: 1,
          missing: 2,
          percentage: 33.3,
          problems: [
            {
              key: 'auth.lead',
              kind: 'missing',
              problem: 'missing',
              file: 'resources/lang/es/auth.json',
              line: null,
            },
            {
              key: 'auth.old',
              kind: 'untranslated',
              problem: 'not translated yet',
              file: 'resources/lang/es/auth.json',
              line: 1,
            },
          ],
        },
      ],
    })
  })

  test('an unknown locale is an error that lists the existing locales', async ({ assert }) => {
    await using app = await project()
    const { exitCode, output } = await app.run(I18nMissing, 'fr')
    assert.equal(exitCode, 1)
    assert.include(output, 'There is no locale "fr" in resources/lang. There are: en, es.')
  })
})

test.group('Commands | i18n:add', () => {
  test('a new locale gets every key in order, the comments and the generated files', async ({
    assert,
  }) => {
    await using app = await project()
    const { exitCode, output } = await app.run(I18nAdd, 'fr')
    assert.equal(exitCode, 0)
    assert.equal(
      await app.read('resources/lang/fr/auth.json'),
      '{\n  "//": "On the page of sign-ups",\n  "title": "",\n  "lead": "",\n  "old": ""\n}\n'
    )
    assert.include(await app.read('.adonisjs/server/locales.ts'), `'fr'`)
    for (const text of [
      'resources/lang/fr/auth.json',
      'left to right',
      'many: 1000000',
      'i18n:missing fr',
    ]) {
      assert.include(output, text)
    }
    assert.equal(await app.exitCode(I18nMissing, 'fr'), 1)
  })

  test('i18n:add refuses an invalid locale, an existing locale and an unknown --from', async ({
    assert,
  }) => {
    await using app = await project()
    for (const args of [['xx-yy'], ['es'], ['fr', '--from=de']]) {
      const { exitCode } = await app.run(I18nAdd, ...args)
      assert.equal(exitCode, 1, args.join(' '))
    }
    assert.sameMembers(await app.list('resources/lang'), [
      'en',
      'en/auth.json',
      'es',
      'es/auth.json',
    ])
  })
})

test.group('Commands | i18n:pseudo', () => {
  test('i18n:pseudo writes two complete locales, and removes them again', async ({ assert }) => {
    await using app = await project()
    const { exitCode, output } = await app.run(I18nPseudo)
    assert.equal(exitCode, 0)
    assert.include(output, '/?lang=en-XA')
    assert.include(await app.read('resources/lang/en-XA/auth.json'), '"title": "[Šîĝñ ûûþþ]"')
    assert.equal(await app.exitCode(I18nMissing, 'en-XA', 'ar-XB'), 0)

    assert.equal(await app.exitCode(I18nPseudo, '--remove'), 0)
    assert.sameMembers(await app.list('resources/lang'), [
      'en',
      'en/auth.json',
      'es',
      'es/auth.json',
    ])
  })

  test('a malformed message is named, and nothing is written', async ({ assert }) => {
    await using app = await project()
    await app.write('resources/lang/en/auth.json', '{\n  "title": "{n"\n}\n')
    const { exitCode, output } = await app.run(I18nPseudo)
    assert.equal(exitCode, 1)
    assert.include(output, 'resources/lang/en/auth.json:2: auth.title is not valid ICU')
    assert.notInclude(await app.list('resources/lang'), 'en-XA')
  })
})
