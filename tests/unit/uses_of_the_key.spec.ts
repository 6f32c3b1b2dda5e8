import { glob, readFile } from 'node:fs/promises'
import { test } from '@japa/runner'

/** Everything that encrypts, signs or computes a keyed hash begins with one of these. */
const USE =
  /@adonisjs\/core\/(services\/)?encryption|@boringnode\/encryption|#keys\/key_ring|APP_KEY|APP_PREVIOUS_KEYS|createHmac|createCipheriv|hkdf|\bmake\(['"]encryption/

/**
 * Why a value that was made with a former key is still read. The service `encryption` reads the values of all keys by
 * `decrypt`, `unsign` and `blindIndexes`; `sign`, `encrypt` and `blindIndex` use the current key, so their results must
 * never be compared with a stored one.
 */
const USES: Record<string, string> = {
  'start/env.ts': 'reads the variables',
  'config/doctor.ts': 'hands the current key to the check of its strength',
  'kit/doctor/checks/settings.ts': 'judges the strength of the current key',
  'config/encryption.ts': 'hands all keys to the service',
  'bin/env_file.js': 'writes the first key into .env',
  'kit/keys/key_rules.ts': 'checks the variables',
  'kit/keys/key_ring.ts': 'knows all keys',
  'kit/keys/rotation.ts': 'knows all keys',
  'kit/keys/encrypted_column.ts': 'decrypt; key:rotate finds the column',
  'kit/keys/commands/key_rotate.ts': 'names the variables',
  'kit/http/signed_uuid.ts': 'compares with a signature of each key',
  'kit/http/signed_path.ts': 'unsign',
  'kit/http/verified_cookies.ts': 'unsign',
  'kit/http/middleware/session_middleware.ts': 'unsign',
  'kit/http/middleware/csrf_middleware.ts': 'decrypt',
  'kit/http/account/mailed_codes.ts': 'blindIndexes; the codes end within minutes',
  'kit/http/account/recovery_codes.ts': 'blindIndexes; key:rotate counts them',
  'kit/http/account/rotated_tokens.ts': 'compares with the token of each key',
  'kit/lists/list_cursor.ts': 'unsign',
  'kit/queue/payload.ts': 'decrypt; key:rotate changes the stored payloads',
  'app/controllers/settings/authenticators_controller.ts': 'decrypt; ends within an hour',
  'app/services/shown_once.ts': 'decrypt; ends with the next page',
}

test.group('Uses of the key', () => {
  test('each file that uses the key is known to read the values of former keys', async ({
    assert,
  }) => {
    const found: string[] = []
    const folders = '{app,bin,commands,config,database,inertia,kit,providers,start}'
    const options = { exclude: ['kit/*/tests/**', 'kit/*/bench/**'] }
    for await (const file of glob(`${folders}/**/*.{ts,js,vue}`, options)) {
      const code = await readFile(file, 'utf8')
      if (USE.test(code)) found.push(file)
    }
    assert.sameMembers(
      found,
      Object.keys(USES),
      'A new file uses the key: keep secrets of rows in columns with @encrypted (docs/security.md), or make sure that former keys still read its values, test that, and add it to USES'
    )
  })
})
