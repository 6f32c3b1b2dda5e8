/**
 * `npm test`: every suite, those that do not disturb each other side by side, each with a database of its own.
 * With arguments it is `node ace test`: `npm test -- functional --files sessions`.
 */
import { spawn } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'

interface Lane {
  name: string
  commands: string[][]
}

const LANES: Lane[] = [
  { name: 'server', commands: [['test', 'unit', 'functional']] },
  {
    name: 'browser',
    commands: [
      ['build', '--ignore-ts-errors'],
      ['test', 'browser'],
    ],
  },
  { name: 'queue', commands: [['test', 'queue']] },
]

const HEARTBEAT_MS = 10_000

if (process.argv.length > 2) {
  process.exitCode = await run('server', ['test', ...process.argv.slice(2)], (text) => {
    process.stdout.write(text)
  })
} else {
  await runEverySuite()
}

async function runEverySuite() {
  const started = Date.now()
  const finished = new AbortController()
  const running = new Set(LANES.map((lane) => lane.name))
  void tellProgress(running, started, finished.signal)

  const results = await Promise.all(
    LANES.map(async (lane) => {
      const result = await runLane(lane)
      running.delete(lane.name)
      console.log(`\n━━ ${lane.name} ${'━'.repeat(70 - lane.name.length)}\n${result.output}`)
      return result
    })
  )
  finished.abort()
  report(results, Date.now() - started)
}

async function runLane({ name, commands }: Lane) {
  let output = ''
  for (const command of commands) {
    const exitCode = await run(name, command, (text) => (output += text))
    if (exitCode !== 0) return { name, output, exitCode, ...countsOf(output) }
  }
  return { name, output, exitCode: 0, ...countsOf(output) }
}

function run(lane: string, command: string[], print: (text: string) => void) {
  return new Promise<number>((resolve) => {
    const child = spawn(process.execPath, ['ace.js', ...command], {
      env: { ...process.env, NODE_ENV: 'test', TEST_LANE: lane, FORCE_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child.stdout.on('data', (chunk) => print(String(chunk)))
    child.stderr.on('data', (chunk) => print(String(chunk)))
    child.once('close', (code) => resolve(code ?? 1))
  })
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

/** The totals of Japa's closing line: «Tests  3 failed, 41 passed (44)». */
function countsOf(output: string) {
  // eslint-disable-next-line no-control-regex
  const plain = output.replace(/\u001b\[[\d;]*m/g, '')
  const line = plain.match(/^\s*Tests\s+(.*)$/m)?.[1] ?? ''
  const count = (word: string) => Number(line.match(new RegExp(`(\\d+) ${word}`))?.[1] ?? 0)
  return { passed: count('passed'), failed: count('failed'), skipped: count('skipped') }
}

function report(results: Awaited<ReturnType<typeof runLane>>[], milliseconds: number) {
  const total = (count: 'passed' | 'failed' | 'skipped') =>
    results.reduce((sum, result) => sum + result[count], 0)
  const broken = results.filter((result) => result.exitCode !== 0 || result.passed === 0)
  const skippedInCi = process.env.CI === 'true' && total('skipped') > 0

  for (const { name } of broken) console.log(`The suite "${name}" failed.`)
  if (skippedInCi) console.log('Tests were skipped, which CI counts as a failure.')
  console.log(`${Math.round(milliseconds / 1000)} s`)
  console.log(
    `${total('passed')} passed, ${Math.max(total('failed'), broken.length)} failed, ${total('skipped')} skipped`
  )
  process.exitCode = broken.length > 0 || skippedInCi ? 1 : 0
}
