import { createDatabase, dropDatabase, fill } from './database.ts'
import { build, environment, migrate, startBareServer, startApp, nodeFlagsOf } from './servers.ts'
import { Program } from './program.ts'
import { subjectsOf } from './subjects.ts'
import { pin } from './cores.ts'
import { writeFileSync, existsSync, readFileSync } from 'node:fs'
let total = 0
const root = new URL('../', import.meta.url).pathname
if (!existsSync(root + 'build/bin/server.js') || process.argv.includes('--build')) build()
const database = await createDatabase()
const env = environment(database)
try {
  migrate(env); await fill(database)
  pin(process.pid, 'load')
  const prof = process.argv.includes('--prof')
  const app = await Program.start([...nodeFlagsOf('start'), ...(prof ? ['--cpu-prof', '--cpu-prof-dir=/tmp/prof_' + process.argv[2]] : []), `${root}build/bin/server.js`], env)
  const bare = await startBareServer(env)
  const s = await subjectsOf(app, bare)
  const run = async (key: any, n: number) => { const sub: any = (s as any)[key]; const c = sub.program.cpuTime; const m = await sub.measure(n); total += m.answers; return 1000 * (sub.program.cpuTime - c) / m.answers }
  for (const k of ['activityJson','activityHtml','bareQuery']) await run(k, 2)
  total = 0
  const only = prof ? ['activityJson'] : ['bareQuery','activityJson','activityHtml','login','welcome','live','bare']
  const out: any = {}
  for (let r = 0; r < (prof ? 8 : 6); r++) for (const k of only) (out[k] ??= []).push(await run(k, 1))
  for (const k of only) console.log(process.argv[2], k, out[k].map((x: number) => x.toFixed(2)).join(' '), 'min', Math.min(...out[k]).toFixed(2))
  console.log("memory", app.memory, "total", total)
  await app.stop(); await bare.stop()
} finally { await dropDatabase() }
