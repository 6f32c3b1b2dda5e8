import { readFile } from 'node:fs/promises'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { tokensOf } from '../../inertia/route_tokens.ts'

const ROUTE = /pattern: '([^']*)',\s*tokens: (\[.*\]),/g

test.group('Route tokens', () => {
  test('each pattern has the tokens that the generated registry has', async ({ assert }) => {
    const code = await readFile(app.makePath('.adonisjs/client/registry/index.ts'), 'utf8')
    const routes = [...code.matchAll(ROUTE)]
    assert.isAbove(routes.length, 100)
    for (const [, pattern, tokens] of routes) {
      assert.deepEqual(tokensOf(pattern), JSON.parse(tokens), pattern)
    }
  })

  test('a parameter can be missing, and the rest of an address is one', ({ assert }) => {
    const old = '/notes/:id?/*'
    assert.deepEqual(tokensOf(old), [
      { old, type: 0, val: 'notes', end: '' },
      { old, type: 3, val: 'id', end: '' },
      { old, type: 2, val: '*', end: '' },
    ])
  })
})
