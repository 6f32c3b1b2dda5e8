import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { REDIS_PROTOCOLS } from '#queue/drivers/redis/address'
import { urlOf } from '#start/env_rules'
import { folderWith } from '#tests/support/folder'
import { RUN_TYPESCRIPT } from '#tests/support/typescript_process'

const RULES = {
  DATABASE_URL: urlOf(['postgres:', 'postgresql:'], { tls: () => true }),
  REDIS_URL: urlOf(REDIS_PROTOCOLS, { tls: () => true }),
  AMQP_URL: urlOf(['amqp:', 'amqps:'], { tls: () => true }),
  SMTP_URL: urlOf(['smtp:', 'smtps:'], { tls: () => true }),
  S3_ENDPOINT: urlOf(['http:', 'https:'], { tls: () => true }),
}
type Name = keyof typeof RULES

test.group('Connections to other machines', () => {
  test('{0} may be {1} (ASVS 12.3.1)')
    .with([
      ['DATABASE_URL', 'postgresql://app:secret@db.example.com/shop?sslmode=verify-full'],
      ['DATABASE_URL', 'postgresql://app@localhost/shop'],
      ['DATABASE_URL', 'postgresql://app@/shop?host=%2Frun%2Fpostgresql'],
      ['REDIS_URL', 'rediss://redis.example.com'],
      ['REDIS_URL', 'redis://127.0.0.1:6379'],
      ['REDIS_URL', 'redis://[::1]:6379'],
      ['REDIS_URL', 'rediss+sentinel://:secret@s1,s2,[fd00::3]:26379/0?master=shop'],
      ['REDIS_URL', 'redis+sentinel://127.0.0.1:1,[::1]:2/0?master=shop'],
      ['AMQP_URL', 'amqps://app:secret@mq.example.com'],
      ['AMQP_URL', 'amqps://app:secret@mq1,[fd00::2]:5671/shop'],
      ['AMQP_URL', 'amqp://[::1]:5672'],
      ['DATABASE_URL', 'postgresql://app@[::1]:5432/shop'],
      ['SMTP_URL', 'smtps://app:secret@mail.example.com'],
      ['SMTP_URL', 'smtp://app:secret@mail.example.com:587'],
      ['S3_ENDPOINT', 'https://s3.example.com'],
    ] as [Name, string][])
    .run(({ assert }, [name, url]) => {
      assert.equal(RULES[name](name, url), url)
    })

  test('in production {0} may not be {1}, also inside of a private network (ASVS 12.3.1, 12.3.4)')
    .with([
      ['DATABASE_URL', 'postgresql://app:secret@db.example.com/shop'],
      ['DATABASE_URL', 'postgresql://app:secret@10.0.0.5/shop?sslmode=require'],
      ['DATABASE_URL', 'postgresql://app:secret@db/shop?sslmode=no-verify'],
      ['REDIS_URL', 'redis://10.0.0.5:6379'],
      ['REDIS_URL', 'redis+sentinel://localhost,s2/0?master=shop'],
      ['AMQP_URL', 'amqp://app:secret@mq.internal'],
      ['S3_ENDPOINT', 'http://minio:9000'],
    ] as [Name, string][])
    .run(({ assert }, [name, url]) => {
      assert.throws(() => RULES[name](name, url), /without TLS.*PLAIN_CONNECTIONS=true/)
      assert.doesNotThrow(() => urlOf([url.slice(0, url.indexOf('//'))])(name, url))
    })

  test('a file .env can allow connections without TLS', async ({ assert }) => {
    const variables = {
      APP_KEY: 'a'.repeat(32),
      APP_URL: 'https://shop.example.com',
      DATABASE_URL: 'postgresql://app:secret@db.internal/shop',
      SMTP_URL: 'smtp://mail.internal',
      PLAIN_CONNECTIONS: 'true',
    }
    const lines = Object.entries(variables).map(([name, value]) => `${name}=${value}`)
    await using folder = await folderWith({ '.env': lines.join('\n') })
    const script = `const { default: env } = await import('#start/env'); console.log(env.get('DATABASE_URL'))`
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [RUN_TYPESCRIPT, '--input-type=module', '-e', script],
      { cwd: app.makePath(), env: { NODE_ENV: 'production', ENV_PATH: folder.path } }
    )
    assert.equal(stdout.trim(), variables.DATABASE_URL)
  })
})
