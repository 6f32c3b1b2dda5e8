import { readFile } from 'node:fs/promises'
import { test } from '@japa/runner'

/**
 * Packages that talk to the network or process untrusted input, with the version that was reviewed. An older version
 * may have a vulnerability; a newer one is fine.
 */
const AT_LEAST = {
  '@adonisjs/core': '7.5.2',
  '@adonisjs/http-server': '9.3.1',
  '@adonisjs/bodyparser': '11.0.4',
  '@adonisjs/session': '8.1.0',
  '@adonisjs/auth': '10.1.0',
  '@adonisjs/shield': '9.0.0',
  '@adonisjs/static': '2.0.1',
  '@boringnode/encryption': '1.0.1',
  'edge.js': '6.5.1',
  'vite': '8.3.8',
  'vue': '3.5.45',
  '@inertiajs/vue3': '3.7.1',
  'pg': '8.23.1',
  'bullmq': '6.7.0',
  'mailparser': '3.14.2',
  '@poppinss/multiparty': '3.0.0',
  'tailwindcss': '4.3.3',
}

test.group('Dependencies', () => {
  test('every package that handles requests has at least the reviewed version (ASVS 15.2.1)', async ({
    assert,
  }) => {
    const lock = JSON.parse(
      await readFile(new URL('../../package-lock.json', import.meta.url), 'utf8')
    )
    const older = Object.entries(AT_LEAST).filter(([name, least]) => {
      const { version } = lock.packages[`node_modules/${name}`]
      return version.localeCompare(least, 'en', { numeric: true }) < 0
    })

    assert.deepEqual(older, [])
  })

  test('the lock file names no package registry', async ({ assert }) => {
    const lock = await readFile(new URL('../../package-lock.json', import.meta.url), 'utf8')
    assert.notInclude(lock, '"resolved"')
  })
})
