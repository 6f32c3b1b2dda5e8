import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { test } from '@japa/runner'
import { folderWith } from '#tests/support/folder'
import { takeLane } from '#tests/support/test_lane'

const module = new URL('../../../../tests/support/test_lane.ts', import.meta.url).href

/** Starts a test run that holds this lane and keeps running. */
async function otherRun(lane: string, locks: string) {
  const program = `import { takeLane } from '${module}'
    console.log('lane', takeLane('${lane}', '${locks}'))
    setInterval(() => {}, 1000)`
  const run = spawn(
    process.execPath,
    ['--import=@poppinss/ts-exec', '--input-type=module', '--eval', program],
    { stdio: ['ignore', 'pipe', 'ignore'] }
  )
  await once(run.stdout, 'data')
  return run
}

test.group('Lane of a test run', () => {
  test('parallel runs have different names, and a killed run frees its name', async ({
    assert,
  }) => {
    await using folder = await folderWith({})
    const run = await otherRun('browser', folder.path)

    assert.equal(takeLane('browser', folder.path), 'browser2')
    assert.equal(takeLane('browser', folder.path), 'browser3')
    assert.equal(takeLane('queue', folder.path), 'queue')

    run.kill('SIGKILL')
    await once(run, 'exit')
    assert.equal(takeLane('browser', folder.path), 'browser')
  })

  test('an unnamed run gets a name different from that of a parallel run', async ({ assert }) => {
    await using folder = await folderWith({})

    assert.equal(takeLane(undefined, folder.path), '')
    assert.equal(takeLane('', folder.path), '2')
  })
})
