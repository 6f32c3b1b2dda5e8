import { test } from '@japa/runner'
import { urlOfCurrent } from '#postgres/cluster'
import { hostsIn, isBalanced, wantedIn, withHost } from '#postgres/cluster_url'
import { urlOf } from '#start/env_rules'

const rule = urlOf(['postgres:', 'postgresql:'], { tls: () => true })

test.group('Database | URLs with several hosts', () => {
  test('{url} has its hosts')
    .with([
      { url: 'postgresql://app:p%40ss@db1,db2/shop', hosts: ['db1:5432', 'db2:5432'] },
      {
        url: 'postgres://db1:6000,10.0.0.2:6001,[::1]:6002',
        hosts: ['db1:6000', '10.0.0.2:6001', '::1:6002'],
      },
      {
        url: 'postgresql://app@db1.example.com/shop?sslmode=verify-full',
        hosts: ['db1.example.com:5432'],
      },
      { url: 'postgresql:///shop?host=/run/postgresql', hosts: [] },
      { url: 'postgresql://app@/shop?host=/run/postgresql', hosts: [] },
    ])
    .run(({ assert }, { url, hosts }) => {
      assert.deepEqual(
        hostsIn(url).map(({ name, port }) => `${name}:${port}`),
        hosts
      )
    })

  test('the URL of one host keeps everything else', ({ assert }) => {
    const url = 'postgresql://app:p%40ss@db1:1,[::1]:2/shop?sslmode=verify-full'
    const urls = hostsIn(url).map((host) => withHost(url, host))
    assert.deepEqual(urls, [
      'postgresql://app:p%40ss@db1:1/shop?sslmode=verify-full',
      'postgresql://app:p%40ss@[::1]:2/shop?sslmode=verify-full',
    ])
  })

  test('parameters say which server is wanted', ({ assert }) => {
    assert.equal(wantedIn('postgresql://db1,db2/shop'), 'any')
    const url = 'postgresql://db1,db2/shop?target_session_attrs=standby&load_balance_hosts=random'
    assert.equal(wantedIn(url), 'standby')
    assert.isTrue(isBalanced(url))
  })

  test('a program that understands one host gets the first one, before a server is known', ({
    assert,
  }) => {
    assert.equal(urlOfCurrent('postgresql://db1,db2:1/shop'), 'postgresql://db1:5432/shop')
    assert.equal(urlOfCurrent('postgresql:///shop?host=/run'), 'postgresql:///shop?host=/run')
  })

  test('{url} is refused at the start: {message}')
    .with([
      { url: 'postgresql://db1,/shop', message: 'its host 2 is not a name' },
      { url: 'postgresql://app:s3cret?x@db1/shop', message: 'its host 1 is not a name' },
      { url: 'postgresql://db1:0,db2/shop', message: 'its host 1 is not a name' },
      { url: 'postgresql://db1,db2:70000/shop', message: 'its host 2 is not a name' },
      {
        url: 'postgresql://db1,db2/shop?target_session_attrs=master',
        message: 'choose one of any',
      },
      { url: 'postgresql://localhost,db2/shop', message: 'leads to another machine without TLS' },
    ])
    .run(({ assert }, { url, message }) => {
      const refusal = errorOf(() => rule('DATABASE_URL', url))
      assert.include(refusal, 'The value of "DATABASE_URL"')
      assert.include(refusal, message)
      assert.notInclude(refusal, 's3cret')
    })

  test('{$self} is accepted')
    .with([
      'postgresql://localhost:1,localhost:2/shop',
      'postgresql://app:secret@db1,db2:5433/shop?sslmode=verify-full&target_session_attrs=read-write',
    ])
    .run(({ assert }, url) => {
      assert.equal(rule('DATABASE_URL', url), url)
    })
})

function errorOf(action: () => unknown) {
  try {
    action()
  } catch (error) {
    return (error as Error).message
  }
  return ''
}
