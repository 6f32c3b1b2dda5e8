import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { createRegistry } from '#metrics/registry'

const PROMTOOL = '/usr/bin/promtool'
const run = promisify(execFile)
const folder = app.makePath('deploy/monitoring')

/** `promtool check metrics` found something to improve. */
const LINTED = 3

/** Parts of a histogram. */
const PARTS = /_(bucket|count|sum)$/

const OF_PROCESS = /^(nodejs|process)_/

interface Panel {
  targets: { expr: string }[]
}

async function metricNames() {
  const registry = await createRegistry(app)
  return registry.getMetricsAsArray().map(({ name }) => name)
}

async function panelExpressions() {
  const text = await readFile(join(folder, 'dashboard.json'), 'utf8')
  const { panels } = JSON.parse(text) as { panels: Panel[] }
  return panels.flatMap(({ targets }) => targets.map(({ expr }) => expr))
}

async function alertExpressions() {
  const text = await readFile(join(folder, 'alerts.yml'), 'utf8')
  return [...text.matchAll(/expr: (.*?)\n {8}(?:for|labels):/gs)].map(([, expr]) => expr)
}

/** Words with an underscore that are no function and no label. */
function metricsIn(expression: string) {
  const bare = expression.replaceAll(/"[^"]*"|\{[^}]*\}|\[[^\]]*\]|\bby \([^)]*\)/g, '')
  const names = bare.matchAll(/\b[a-z]+(?:_[a-z0-9]+)+\b(?! ?\()/g)
  return [...names].map(([name]) => name.replace(PARTS, ''))
}

test.group('Monitoring', () => {
  test('the guide lists each metric of the app, and no other', async ({ assert }) => {
    const guide = await readFile(app.makePath('docs/monitoring.md'), 'utf8')
    const listed = [...guide.matchAll(/^\| `([a-z_]+)`/gm)].map(([, name]) => name)
    const names = await metricNames()

    assert.sameMembers(
      listed,
      names.filter((name) => !OF_PROCESS.test(name))
    )
  })

  test('alerts and dashboard only use metrics that exist', async ({ assert }) => {
    const names = new Set(await metricNames())
    const all = [...(await alertExpressions()), ...(await panelExpressions())]
    const used = all.flatMap(metricsIn)

    assert.isAbove(used.length, all.length)
    assert.deepEqual(
      used.filter((name) => !names.has(name)),
      []
    )
  })

  test('Prometheus accepts the alerts, and each fault fires its own', async ({ assert }) => {
    const promtool = (...args: string[]) => run(PROMTOOL, args, { cwd: folder })
    const checked = await promtool('check', 'rules', 'alerts.yml')
    const tested = await promtool('test', 'rules', 'alerts_test.yml')
    const configured = await promtool('check', 'config', '--syntax-only', 'prometheus.yml')

    const alerts = await alertExpressions()
    assert.include(checked.stdout, `SUCCESS: ${alerts.length} rules`)
    assert.include(tested.stdout, 'SUCCESS')
    assert.include(configured.stdout, 'SUCCESS')
  }).skip(!existsSync(PROMTOOL), 'promtool is not installed')

  test('Prometheus accepts each expression of the dashboard', async ({ assert, cleanup }) => {
    const scratch = await mkdtemp(join(tmpdir(), 'dashboard-'))
    cleanup(() => rm(scratch, { recursive: true }))
    const all = await panelExpressions()
    const rules = all.map((expr, index) => ({
      record: `panel:${index}`,
      expr: expr.replaceAll('$__rate_interval', '5m'),
    }))
    const file = join(scratch, 'rules.yml')
    await writeFile(file, JSON.stringify({ groups: [{ name: 'dashboard', rules }] }))

    const { stdout } = await run(PROMTOOL, ['check', 'rules', file])
    assert.include(stdout, `SUCCESS: ${all.length} rules`)
  }).skip(!existsSync(PROMTOOL), 'promtool is not installed')

  test('Prometheus accepts names and format of the metrics', async ({ assert }) => {
    const registry = await createRegistry(app)
    const linting = run(PROMTOOL, ['check', 'metrics'])
    linting.child.stdin!.end(await registry.metrics())
    const { stdout, stderr, code } = await linting.then(
      (output) => ({ ...output, code: 0 }),
      (error: { stdout: string; stderr: string; code: number }) => error
    )

    assert.include([0, LINTED], code, stderr)
    const remarks = `${stdout}${stderr}`.split('\n').filter(Boolean)
    assert.deepEqual(
      remarks.filter((remark) => !OF_PROCESS.test(remark)),
      []
    )
  }).skip(!existsSync(PROMTOOL), 'promtool is not installed')
})
