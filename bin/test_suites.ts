/**
 * `npm test` runs the suites of the product, `npm run test:kit` those of the machinery, with `--walk` also the walk over
 * every page, and `npm run test:all` everything. Suites that do not affect each other run in parallel, each with its own
 * database. With other arguments it runs `node ace test`: `npm test -- functional --files 'sessions/*'`.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { stripVTControlCharacters } from 'node:util'
import { ChildCommand } from '../kit/local_services/child_command.ts'
import { DatabaseNode } from '../kit/postgres/tests/support/database_node.ts'
import { brokers } from '../kit/queue/tests/support/brokers/run_broker.ts'

interface Needed {
  title: string
  Server: { program: string; isInstalled(): boolean }
}

interface Lane {
  name: string
  part: 'product' | 'walk' | 'kit'
  suites: string[]
  /** The broker that stores the jobs of this lane; PostgreSQL by default. */
  broker?: keyof typeof brokers
  /** A server that the lane needs beside the broker. */
  needs?: Needed
}

const cluster = { title: 'database clusters', Server: DatabaseNode }

/**
 * Chains run in parallel, the lanes of a chain one after another. Tests of the built app wait for about half of their time,
 * so each of their suites has a chain. The kit's lanes are spread so that all chains end at about the same time: those of the
 * workers and the clusters mostly wait.
 */
const CHAINS: Lane[][] = [
  [
    { name: 'server', part: 'product', suites: ['unit', 'functional'] },
    { name: 'walk', part: 'walk', suites: ['walk'] },
    { name: 'workers-redis', part: 'kit', suites: ['workers'], broker: 'redis' },
  ],
  [
    { name: 'browser', part: 'product', suites: ['browser', 'secrets'] },
    { name: 'workers-rabbitmq', part: 'kit', suites: ['workers'], broker: 'rabbitmq' },
    { name: 'clusters', part: 'kit', suites: ['clusters'], needs: cluster },
  ],
  [
    { name: 'built', part: 'product', suites: ['built'] },
    { name: 'workers', part: 'kit', suites: ['workers', 'commands'] },
    { name: 'kit-browser', part: 'kit', suites: ['kit-browser'] },
  ],
  [
    { name: 'kit', part: 'kit', suites: ['kit-unit', 'kit-functional'] },
    { name: 'drivers', part: 'kit', suites: ['drivers', 'schedules'] },
    { name: 'generators', part: 'kit', suites: ['kit-generators'] },
  ],
]

const ROOT = new URL('../', import.meta.url)
const HEARTBEAT_MS = 10_000
/** The longest test that prints nothing takes less than half of it, even on a busy machine. */
const SILENCE_LIMIT_MS = 8 * 60_000
const STOP_TIMEOUT_MS = 5000
const PARENT_CHECK_MS = 500

const children = new Set<ChildCommand>()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop)
if (process.env.npm_lifecycle_event) stopWithParent()

const PARTS: Record<string, Lane['part'][] | undefined> = {
  '': ['product'],
  '--kit': ['kit'],
  '--kit --walk': ['kit', 'walk'],
  '--all': ['product', 'walk', 'kit'],
}

const parts = PARTS[process.argv.slice(2).join(' ')]
if (parts) await runSuitesOf(parts)
else await runFiltered(process.argv.slice(2))

/** Fails if no test ran, because that means a mistyped filter. */
async function runFiltered(filters: string[]) {
  let hasTests = true
  process.exitCode = await start('server', filters, process.env, (text) => {
    process.stdout.write(text)
    if (text.includes('NO TESTS EXECUTED')) hasTests = false
  }).ended
  if (!hasTests) {
    console.error(
      `No test matches ${filters.join(' ')}. A file: --files store; a folder: --files 'sessions/*'`
    )
    process.exitCode ||= 1
  }
}

async function runSuitesOf(wanted: Lane['part'][]) {
  const started = Date.now()
  const finished = new AbortController()
  const lanes = CHAINS.map((chain) => chain.filter(({ part }) => wanted.includes(part)))
  const chains = lanes.map((chain) => chain.filter(isPossible))
  const running = new Set(chains.flat().map((lane) => lane.name))
  void tellProgress(running, started, finished.signal)

  const results = await Promise.all(chains.map((chain) => runChain(chain, running)))
  finished.abort()
  const skipped = lanes.flat().filter((lane) => !isPossible(lane))
  report(results.flat(), skipped, Date.now() - started)
}

/** Skips a lane whose server is not installed. */
function isPossible(lane: Lane) {
  return neededBy(lane)?.Server.isInstalled() ?? true
}

function neededBy({ broker, needs }: Lane): Needed | undefined {
  return broker ? { ...brokers[broker], title: `queue on ${brokers[broker].title}` } : needs
}

async function runChain(chain: Lane[], running: Set<string>) {
  const results = []
  for (const lane of chain) {
    const result = await runLane(lane)
    running.delete(lane.name)
    console.log(`\n━━ ${lane.name} ${'━'.repeat(70 - lane.name.length)}\n${result.output}`)
    results.push(result)
  }
  return results
}

/** Stops a lane that prints nothing for too long: a hook or a handle that stays open would block CI until its limit. */
async function runLane(lane: Lane) {
  let output = ''
  const child = start(lane.name, lane.suites, environmentOf(lane), (text) => {
    silence.refresh()
    output += text
  })
  const silence = setTimeout(() => {
    output += `Stopped after ${SILENCE_LIMIT_MS / 60_000} minutes without a line.\n`
    void child.stop()
  }, SILENCE_LIMIT_MS)
  const exitCode = await child.ended
  clearTimeout(silence)
  return { name: lane.name, output, exitCode, ...countsOf(output) }
}

/** The suites stop and empty their brokers, so they never use the developer's server: bin/test.ts starts one. */
function environmentOf({ broker }: Lane): NodeJS.ProcessEnv {
  const urls = Object.values(brokers).map(({ variable }) => [variable, undefined])
  return { ...process.env, ...Object.fromEntries(urls), QUEUE_CONNECTION: broker ?? 'postgres' }
}

function start(
  lane: string,
  args: string[],
  environment: NodeJS.ProcessEnv,
  print: (text: string) => void
) {
  const child = new ChildCommand({
    root: ROOT,
    command: ['test', ...args],
    env: { ...environment, NODE_ENV: 'test', TEST_LANE: lane, FORCE_COLOR: '1' },
    print: (line) => print(`${line}\n`),
    stopTimeout: STOP_TIMEOUT_MS,
  })
  children.add(child)
  void child.ended.then(() => children.delete(child))
  return child
}

/** npm does not forward SIGHUP, and nobody can forward a kill -9. */
function stopWithParent() {
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) void stop()
  }, PARENT_CHECK_MS).unref()
}

/** A supervisor knows only this process, so the suites must end with it. */
async function stop() {
  await Promise.all([...children].map((child) => child.stop()))
  process.exit(1)
}

async function tellProgress(running: Set<string>, started: number, signal: AbortSignal) {
  console.log(`Running the suites: ${[...running].join(', ')}`)
  while (!signal.aborted) {
    await wait(HEARTBEAT_MS, undefined, { signal }).catch(() => undefined)
    if (!signal.aborted) {
      console.log(`… ${[...running].join(', ')} (${Math.round((Date.now() - started) / 1000)} s)`)
    }
  }
}

/** The titles that Japa marks with a cross. */
function failedTitles(output: string) {
  return stripVTControlCharacters(output).match(/✖ .*$/gm) ?? []
}

/** The totals in Japa's last line: «Tests  3 failed, 41 passed (44)». */
function countsOf(output: string) {
  const line = stripVTControlCharacters(output).match(/^\s*Tests\s+(.*)$/m)?.[1] ?? ''
  const count = (word: string) => Number(line.match(new RegExp(`(\\d+) ${word}`))?.[1] ?? 0)
  return { passed: count('passed'), failed: count('failed'), skipped: count('skipped') }
}

function report(
  results: Awaited<ReturnType<typeof runLane>>[],
  skippedLanes: Lane[],
  milliseconds: number
) {
  const total = (count: 'passed' | 'failed' | 'skipped') =>
    results.reduce((sum, result) => sum + result[count], 0)
  const broken = results.filter((result) => result.exitCode !== 0 || result.passed === 0)
  const skipped = total('skipped') + skippedLanes.length
  const skippedInCi = process.env.CI === 'true' && skipped > 0

  for (const { name, output } of broken) {
    console.log(`The suite "${name}" failed.`)
    for (const title of failedTitles(output)) console.log(`  ${title}`)
  }
  for (const lane of skippedLanes) console.log(skippedLine(neededBy(lane)!))
  if (skippedInCi) console.log('Tests were skipped, which CI counts as a failure.')
  console.log(`${Math.round(milliseconds / 1000)} s`)
  console.log(
    `${total('passed')} passed, ${Math.max(total('failed'), broken.length)} failed, ${skipped} skipped`
  )
  process.exitCode = broken.length > 0 || skippedInCi ? 1 : 0
}

function skippedLine({ title, Server }: Needed) {
  return `Skipped: ${title}, because ${Server.program} is not installed`
}
