import { existsSync } from 'node:fs'
import { glob, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import ace from '@adonisjs/core/services/ace'
import { test } from '@japa/runner'
import manifest from '../../package.json' with { type: 'json' }

const PAGES = ['README.md', 'docs/**/*.md', 'kit/*/README.md']

const NAMED_FILE =
  /`((?:app|bin|commands|config|database|docs|inertia|kit|public|resources|start|stubs|tests)\/[\w./-]+)`/g

/** Files of an example language, and of the notes that docs/features.md describes. */
const EXAMPLE_FILE = /^resources\/lang\/fr|\/notes?[._]/

/** Decisions tell of the past. A test of its own follows the tutorial, whose files do not exist here. */
const OTHER_PAGES = ['docs/decisions/*', 'docs/tutorial.md']

const OWN_COMMAND =
  /^(dev$|make:(?!event|exception|listener|preload|provider|service|view)|queue:|schedule:|i18n:)/

/** Ace indents the help by two columns. */
const HELP_COLUMNS = 78

/** All matches of the pattern's first group, each with its page. */
async function inPages(pattern: RegExp, exclude: string[] = []) {
  const matches: { page: string; match: string }[] = []
  for await (const page of glob(PAGES, { exclude })) {
    const text = await readFile(page, 'utf8')
    matches.push(...Array.from(text.matchAll(pattern), ([, match]) => ({ page, match })))
  }
  return matches
}

async function anchorsOf(page: string) {
  const text = await readFile(page, 'utf8')
  return Array.from(text.matchAll(/^#+ (.+)$/gm), ([, heading]) =>
    heading
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replaceAll(' ', '-')
  )
}

async function isBroken(page: string, link: string) {
  const [path, anchor] = link.split('#')
  const target = path ? join(dirname(page), path) : page
  if (!existsSync(target)) return true
  const anchors = anchor ? await anchorsOf(target) : []
  return Boolean(anchor) && !anchors.includes(anchor)
}

test.group('Docs', () => {
  test('every link leads to a file and a heading', async ({ assert }) => {
    const links = await inPages(/\]\((?!https?:)([^)\s]+)\)/g)
    const broken = await Promise.all(
      links.map(async ({ page, match }) => ((await isBroken(page, match)) ? [page, match] : []))
    )

    assert.isAbove(links.length, 50)
    assert.isEmpty(broken.flat())
  })

  test('every page is linked from another one', async ({ assert }) => {
    const links = await inPages(/\]\((?!https?:)([^)#\s]+)/g)
    const linked = new Set(links.map(({ page, match }) => join(dirname(page), match)))
    const pages = await Array.fromAsync(glob('docs/*.md'))

    assert.isEmpty(pages.filter((page) => !linked.has(page)))
  })

  test('every named file exists', async ({ assert }) => {
    const files = await inPages(NAMED_FILE, OTHER_PAGES)
    const named = files.filter(({ match }) => !EXAMPLE_FILE.test(match))
    const exists = (page: string, file: string) => existsSync(join(dirname(page), file))

    assert.isAbove(named.length, 50)
    assert.isEmpty(named.filter(({ page, match }) => !existsSync(match) && !exists(page, match)))
  })

  test('every import in an example finds its module', async ({ assert }) => {
    const examples = await inPages(/^(?:\/\/|<!--) (\S+\.(?:ts|vue))/gm)
    const written = new Set(examples.map(({ match }) => match))
    const imports = await inPages(/from '(#[^']+)'/g, OTHER_PAGES)
    const files = imports.map(({ match }) => {
      const [alias, file] = match.split(/\/(.*)/)
      const pattern = (file ? `${alias}/*` : alias) as keyof typeof manifest.imports
      const target = manifest.imports[pattern]
      return target.slice('./'.length).replace('*', file).replace(/js$/, 'ts')
    })

    assert.isNotEmpty(files)
    assert.isEmpty(files.filter((file) => !existsSync(file) && !written.has(file)))
  })

  test('every command exists', async ({ assert }) => {
    await ace.boot()
    const commands = ace.getCommands().map(({ commandName }) => commandName)
    const ours = await inPages(/node (?:build\/)?ace(?:\.js)? ([a-z]\w*\b(?::[\w-]+)?)(?!:)/g)
    const scripts = await inPages(/npm run ([\w:]+)/g)

    assert.isEmpty(ours.filter(({ match }) => !commands.includes(match)))
    assert.isEmpty(scripts.filter(({ match }) => !(match in manifest.scripts)))
  })

  test('the help of our commands fits into 80 columns', async ({ assert }) => {
    await ace.boot()
    const own = ace.getCommands().filter(({ commandName }) => OWN_COMMAND.test(commandName))
    const lines = own.flatMap(({ help }) => help ?? [])

    assert.isNotEmpty(lines)
    assert.isEmpty(lines.filter((line) => line.length > HELP_COLUMNS))
  })
})
