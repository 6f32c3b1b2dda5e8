import { readFile } from 'node:fs/promises'
import { performance } from 'node:perf_hooks'
import { stripVTControlCharacters } from 'node:util'
import app from '@adonisjs/core/services/app'
import { copyOfProject } from '#generators/tests/support/copy_of_project'
import { ChangeSet } from '#generators/changes'
import { generateResource } from '#generators/resource/generate'
import { readProduct, withResource, type Product } from '#generators/resource/product'
import { resourceOf, type Resource } from '#generators/resource/resource'
import { withChanges, type Step as PageStep } from '#generators/tests/support/page_steps'
import type { Row } from '#generators/tests/support/matrix'

/** A walk over more pages could take longer than its tests may. */
const PAGES_OF_A_WALK = 60

const VISITS = 'tests/support/site_walk/visits.ts'
const GENERATED = /^\.adonisjs\/|^database\/schema\.ts$/

type Project = Awaited<ReturnType<typeof copyOfProject>>
type Step = Promise<unknown>

/** A copy of the project in which generators write files, and the checks over everything that they have written. */
export class WholeProject {
  /** The rows of the matrix that were generated. */
  readonly #made: { row: Row; resource: Resource }[] = []

  /** The models that exist once all migrations have run. */
  #product?: Product

  /** The files of all resources: they are written once, because the migrations have to run before the others are there. */
  readonly #changes: ChangeSet

  private constructor(private project: Project) {
    this.#changes = new ChangeSet({ root: project.path })
  }

  static async create() {
    return new WholeProject(await copyOfProject())
  }

  async remove() {
    await this.project[Symbol.asyncDispose]()
  }

  /** Follows a step of a page of docs/, as its reader does. */
  async follow(step: PageStep) {
    const { project } = this
    if (step.kind === 'run') {
      await this.#run(step.command, project.shell(step.command))
    } else if (step.kind === 'write') {
      await project.write(step.path, step.text)
    } else {
      await project.write(step.path, withChanges(await project.read(step.path), step.changes))
    }
  }

  async make(command: string) {
    await this.#timed(command, this.project.ace(...command.split(' ')))
  }

  /** The files that were written by a command that fails, because a migration before its own fails. */
  async filesOfFailed(command: string) {
    await this.project.write(FAILING.path, FAILING.text)
    const failure = await this.project.ace(...command.split(' ')).catch((error: Error) => error)
    if (!(failure instanceof Error) || !failure.message.includes(FAILING.message)) {
      throw new Error(`${command} did not fail because of the migration`, { cause: failure })
    }
    await this.project.remove(FAILING.path)
    return this.project.written()
  }

  /** Replaces all texts of a kind in each file. */
  async editByHand(edits: [path: string, from: RegExp, to: string][]) {
    for (const [path, from, to] of edits) {
      const text = await this.project.read(path)
      if (!from.test(text)) throw new Error(`${path} has no ${from}`)
      await this.project.write(path, text.replaceAll(from, to))
    }
  }

  /**
   * Collects what `make:resource` writes, without a process of its own for each row.
   * @throws ChangeRefused
   */
  async makeResource(row: Row) {
    const { name, fields, ownedBy, isSoftDeleted, hasApi } = row
    this.#product ??= await readProduct(this.#changes)
    const order = { name, fields, ownedBy }
    const resource = resourceOf({ ...order, softDelete: isSoftDeleted, api: hasApi })
    await generateResource(this.#changes, resource, this.#product)
    this.#product = withResource(this.#product, resource)
    this.#made.push({ row, resource })
  }

  /** Writes the files of all resources, as `make:resource` does. */
  async writeResources() {
    await this.#changes.apply((path) => path.startsWith('database/migrations/'))
    await this.#run('migrations', this.project.ace('migration:run'))
    await this.#changes.apply()
    await this.#run('codegen', this.project.ace('codegen'))
  }

  /** All migrations in an empty database, then the files that other commands write. */
  async checkGenerated() {
    await this.#run('generated files', this.project.node('bin/check_generated.ts'))
  }

  async checkTypes() {
    const { bin } = this.project
    await this.#run('types', bin('tsc', '--noEmit'))
    await this.#run(
      'types of pages',
      bin('vue-tsc', '--noEmit', '--project', 'tsconfig.check.json')
    )
  }

  async checkStyle() {
    const files = await this.#files()
    const code = files.filter((file) => /\.(ts|vue)$/.test(file))
    await this.#run('eslint', this.project.bin('eslint', ...code))
    await this.#run('prettier', this.project.bin('prettier', '--check', ...files))
    await this.#run('knip', this.project.bin('knip'))
    await this.#run('texts', this.project.node('ace.js', 'i18n:missing'))
    await this.#run('keys of texts', this.project.node('ace.js', 'i18n:extract', '--check'))
  }

  /** The tests of the given suites that were written, and those of the starter that look at all of a product. */
  async test(...suites: string[]) {
    const files = [...(await this.#files()), ...GUARDS]
    const tests = files.filter((file) => suites.some((suite) => isTestOf(suite, file)))
    await this.#run(
      `tests: ${suites.join(', ')}`,
      this.project.node(
        'bin/test_suites.ts',
        ...suites,
        ...tests.flatMap((file) => ['--files', file])
      )
    )
    return tests
  }

  /** The page walk over the new pages. */
  async walk() {
    const { project } = this
    const known = routesIn(await readFile(app.makePath(VISITS), 'utf8'))
    const routes = routesIn(await project.read(VISITS)).filter((route) => !known.includes(route))
    for (const chosen of chunks(routes, PAGES_OF_A_WALK)) {
      const variables = { PAGE_WALK_ROUTES: chosen.join() }
      const walk = project.nodeWith(variables, 'bin/test_suites.ts', 'walk')
      await this.#run(`page walk: ${chosen.length} pages`, walk)
    }
  }

  async #files() {
    const written = await this.project.written()
    return written.filter((file) => !GENERATED.test(file))
  }

  /** @throws with the rows of the matrix whose files the output names, and the output */
  async #run(step: string, running: Step) {
    try {
      await this.#timed(step, running)
    } catch (error) {
      const output = outputOf(error)
      throw new Error(`${step}${this.#suspects(output)}\n${output}`, { cause: error })
    }
  }

  #suspects(output: string) {
    const named = this.#made.filter(({ resource: { names } }) => {
      const { file, noun, nouns, table } = names
      const words = [table, file, `${file}_[a-z]+\\.(ts|vue)`, noun, nouns]
      return new RegExp(`(?<!\\w)(${words.join('|')})(?!\\w)`).test(output)
    })
    return named.map(({ row }) => `\n  ${row.name}: ${row.shows}`).join('')
  }

  async #timed(step: string, running: Step) {
    const started = performance.now()
    try {
      await running
    } finally {
      console.log(
        `      ${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${step}`
      )
    }
  }
}

const FAILING = {
  path: 'database/migrations/1700000000999_fail.ts',
  message: 'This migration fails',
  text: `export default class {
  static disableTransactions = true
  constructor() {
    throw new Error('This migration fails')
  }
}
`,
}

/** Tests of the starter that a new resource could fail. */
const GUARDS = [
  'tests/functional/account_confirmations/ways_in.spec.ts',
  'tests/functional/plain_pages/forms.spec.ts',
  'tests/unit/code_rules.spec.ts',
  'tests/unit/file_sizes.spec.ts',
]

const chunks = <Item>(items: Item[], size: number) =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size)
  )

const routesIn = (visits: string) =>
  [...visits.matchAll(/route: '([^']+)'/g)].map(([, name]) => name)

const isTestOf = (suite: string, file: string) =>
  file.startsWith(`tests/${suite}/`) && file.endsWith('.spec.ts')

/** The errors of a run of tests, without the tests that passed; the whole output of other commands. */
function outputOf(error: unknown) {
  const { stdout = '', stderr = '', message } = error as Record<string, string | undefined>
  const output = stripVTControlCharacters(stdout + stderr || String(message))
  return output.slice(Math.max(0, output.search(/^.*\bERRORS\b/m)))
}
