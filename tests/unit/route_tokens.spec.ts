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
      const known = JSON.parse(tokens) as { old?: string }[]
      assert.deepEqual(
        tokensOf(pattern),
        known.map(({ old, ...token }) => token as never),
        pattern
      )
    }
  })

  test('a parameter can be missing, and the rest of an address is one', ({ assert }) => {
    assert.deepEqual(tokensOf('/notes/:id?/*'), [
      { type: 0, val: 'notes', end: '' },
      { type: 3, val: 'id', end: '' },
      { type: 2, val: '*', end: '' },
    ])
  })
})
