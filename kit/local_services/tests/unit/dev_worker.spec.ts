import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { test } from '@japa/runner'
import { ChildCommand } from '#local_services/child_command'
import { writeWhole } from '#console/generated_files'
import { DevWorker } from '#local_services/dev_worker'
import { eventually } from '#local_services/tests/unit/checkout'
import { folderWith } from '#tests/support/folder'

const SOURCES = [
  'app/jobs/a.ts',
  'database/schema.ts',
  'config/queue.ts',
  'kit/queue/job.ts',
  'kit/queue/worker/a.ts',
  '.adonisjs/server/jobs.ts',
]
const OTHERS = [
  'app/controllers/a.ts',
  'database/seeders/a.ts',
  'database/factories/a.ts',
  'database/migrations/a.ts',
  'tests/a.ts',
  'kit/queue/tests/a.ts',
  'kit/queue/bench/a.ts',
  'kit/http/middleware/a.ts',
  'docs/a.json',
  'inertia/a.ts',
  '.adonisjs/server/routes.d.ts',
  '.adonisjs/server/routes.json',
  '.adonisjs/server/controllers.ts',
  'eslint.config.js',
]

/** A worker that records each of its starts. The folder's `ace.js` is its program. */
async function workerIn(program: string) {
  const folder = await folderWith({ 'ace.js': `console.log('started'); ${program}` })
  const root = pathToFileURL(`${folder.path}/`)
  await Promise.all(
    [...SOURCES, ...OTHERS].map((path) => writeWhole(join(folder.path, path), 'first'))
  )

  const lines: string[] = []
  const children: ChildCommand[] = []
  const worker = new DevWorker({
    root: folder.path,
    firstPauseMs: 100,
    say: (line) => lines.push(line),
    spawn: () => {
      const print = (line: string) => lines.push(line)
      children.push(new ChildCommand({ root, command: [], env: process.env, print }))
      return children.at(-1)!
    },
  })
  await worker.start()
  return {
    folder: folder.path,
    worker,
    lines,
    starts: () => lines.filter((line) => line === 'started').length,
    async [Symbol.asyncDispose]() {
      await worker.close()
      await Promise.all(children.map((child) => child.stop()))
      await folder[Symbol.asyncDispose]()
    },
  }
}

test.group('Worker of npm run dev', () => {
  test('a dead worker restarts, each time after a longer pause', async ({ assert }) => {
    await using dev = await workerIn('process.exit(3)')
    await eventually(async () => assert.isAtLeast(dev.starts(), 3))

    const pauses = dev.lines.flatMap(
      (line) => line.match(/exit code 3; .* in ([\d.]+) s/)?.[1] ?? []
    )
    assert.deepEqual(pauses.slice(0, 2), ['0.1', '0.2'])
  })

  test('a worker that exits 0 restarts too', async ({ assert }) => {
    await using dev = await workerIn('process.exit(0)')
    await eventually(async () => assert.isAtLeast(dev.starts(), 2))
  })

  test('no worker restarts after dispose', async ({ assert }) => {
    await using dev = await workerIn('process.exit(3)')
    await eventually(async () => assert.match(dev.lines.join(), /exit code 3/))
    await dev.worker.close()
    const starts = dev.starts()
    await wait(600)

    assert.equal(dev.starts(), starts)
  })

  test('a replaced file restarts the worker', async ({ assert }) => {
    await using dev = await workerIn('setInterval(() => {}, 1000)')
    for (const [index, path] of [...SOURCES, ...SOURCES].entries()) {
      await eventually(async () => assert.equal(dev.starts(), index + 1))
      await writeWhole(join(dev.folder, path), `${index}`)
    }
    await eventually(async () => assert.equal(dev.starts(), SOURCES.length * 2 + 1))
  }).timeout(30_000)

  test('seeders, factories, tests and pages do not restart the worker', async ({ assert }) => {
    await using dev = await workerIn('setInterval(() => {}, 1000)')
    await eventually(async () => assert.equal(dev.starts(), 1))
    await Promise.all(OTHERS.map((path) => writeWhole(join(dev.folder, path), 'second')))
    await wait(600)

    assert.deepEqual(dev.lines, ['started'])
  })
})
