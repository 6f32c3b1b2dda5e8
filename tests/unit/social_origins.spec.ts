import { test } from '@japa/runner'
import { originsOf } from '#config/social_log_in'

const client = { clientId: 'shop', clientSecret: 'secret' }

test.group('Social origins', () => {
  test('the policy of forms names no host while all providers are off', ({ assert }) => {
    const off = { google: undefined, github: undefined, microsoft: undefined, gitlab: undefined }
    assert.deepEqual(originsOf(off), [])
    assert.deepEqual(originsOf({}), [])
  })

  test('the policy of forms names the hosts of {name}, and no others')
    .with([
      {
        name: 'google',
        issuer: 'https://accounts.google.com',
        hosts: ['https://accounts.google.com'],
      },
      { name: 'github', issuer: 'https://github.com', hosts: ['https://github.com'] },
      {
        name: 'microsoft',
        issuer: 'https://login.microsoftonline.com/common/v2.0',
        hosts: ['https://login.microsoftonline.com', 'https://login.live.com'],
      },
      {
        name: 'gitlab',
        issuer: 'https://git.example.com:8443/gitlab',
        hosts: ['https://git.example.com:8443'],
      },
    ])
    .run(({ assert }, { name, issuer, hosts }) => {
      assert.deepEqual(originsOf({ [name]: { ...client, issuer } }), hosts)
    })
})
