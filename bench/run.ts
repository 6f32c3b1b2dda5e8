/**
 * `npm run bench`: the production build under load, and a bare server on the same machine at the same time. Machines
 * differ, so compare only the ratios. Only the budgets decide whether it passes.
 *
 *   --built  measure the existing build
 *   --quick  rounds of one second, to see whether a change matters at all
 */
import { parseArgs } from 'node:util'
import { cores, pin } from './cores.ts'
import { createDatabase, dropDatabase, fill } from './database.ts'
import { firstVisit } from './first_visit.ts'
import { median } from './median.ts'
import { budgetsOf, print } from './report.ts'
import { measureRounds, memoryAfter } from './rounds.ts'
import { build, environment, migrate, startApp, startBareServer } from './servers.ts'
import { subjectsOf } from './subjects.ts'

const { values: options } = parseArgs({
  options: {
    built: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
  },
})
const plan = options.quick
  ? { rounds: 3, seconds: 1, boots: 3 }
  : { rounds: 5, seconds: 3, boots: 5 }

if (!options.built) build()
const database = await createDatabase()
const env = environment(database)
const programs: { stop(): Promise<void> }[] = []
if (!cores) console.log('No process is pinned to a core: there is no taskset, or only one core.')

try {
  migrate(env)
  await fill(database)
  pin(process.pid, 'load')

  const boot = await bootTime()
  const app = await started(startApp(env))
  const visit = await firstVisit(`${app.origin}/login`)
  const bare = await started(startBareServer(env))
  const subjects = await subjectsOf(app, bare)
  const memory = await memoryAfter(10_000, subjects)
  const results = await measureRounds(subjects, plan)
  const budgets = budgetsOf({ results, boot, visit, memory })
  print(results, budgets)
  process.exitCode = budgets.every(({ met }) => met) ? 0 : 1
} finally {
  for (const program of programs) await program.stop()
  await dropDatabase()
}

async function bootTime() {
  const times: number[] = []
  for (let boot = 0; boot < plan.boots; boot++) {
    const app = await started(startApp(env))
    times.push(app.bootTime)
    await app.stop()
  }
  return median(times)
}

async function started<Program extends { stop(): Promise<void> }>(starting: Promise<Program>) {
  const program = await starting
  programs.push(program)
  return program
}
