import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { test } from '@japa/runner'

/** The only files that may import each other (decision 24): models, with the jobs and notifications that they send. */
const MAY_BE_IN_A_CIRCLE = /^app\/(models|jobs|mails|notifications)\/|^app\/services\/notify\.ts$/

interface Report {
  issues: { cycles: { name: string }[][] }[]
}

async function circles() {
  const args = ['node_modules/.bin/knip', '--cycles', '--no-exit-code', '--reporter', 'json']
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 10_000_000 })
  const { issues } = JSON.parse(stdout) as Report
  return issues.flatMap(({ cycles }) => cycles.map((files) => files.map(({ name }) => name)))
}

test('only models and the jobs that they dispatch import each other', async ({ assert }) => {
  const found = await circles()
  assert.isNotEmpty(found)

  const isFault = (file: string) => !MAY_BE_IN_A_CIRCLE.test(file)
  assert.deepEqual(
    found.filter((files) => files.some(isFault)).map((files) => files.join(' → ')),
    []
  )
}).timeout(120_000)
