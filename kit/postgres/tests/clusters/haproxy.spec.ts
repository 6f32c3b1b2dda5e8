import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { installedProgram } from '#queue/tests/support/brokers/installed_program'

const haproxy = installedProgram('haproxy')

test.group('HAProxy before a cluster', () => {
  test('the example has no mistake and causes no warning', async ({ assert }) => {
    const example = app.makePath('deploy/haproxy.cfg')
    const { stdout, stderr } = await promisify(execFile)(haproxy!, ['-c', '-f', example])
    assert.equal(stderr, '')
    assert.match(stdout, /Configuration file is valid/)
  }).skip(!haproxy, 'there is no haproxy')
})
