import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createAce } from '#tests/support/ace'
import I18nAdd from '#i18n/commands/i18n_add'
import I18nExtract from '#i18n/commands/i18n_extract'
import I18nMissing from '#i18n/commands/i18n_missing'
import I18nPseudo from '#i18n/commands/i18n_pseudo'

const COMMANDS = [I18nAdd, I18nExtract, I18nMissing, I18nPseudo]
type Command = (typeof COMMANDS)[number]

export const FILES = {
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
export async function project(files: Record<string, string> = FILES) {
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
