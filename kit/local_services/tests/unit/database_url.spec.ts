import { test } from '@japa/runner'
import { databaseIn, withDatabase } from '#local_services/database_url'
import { urlOf } from '#start/env_rules'

const tcp = 'postgresql://ada:se%2Fcret@db.example.com:5432/shop?sslmode=require'
const socket = 'postgresql://postgres@/shop?host=%2Frun%2Fpostgresql'

test.group('Database URL', () => {
  for (const url of [tcp, socket]) {
    test(`${url} with another database name keeps its server`, ({ assert }) => {
      assert.equal(databaseIn(url), 'shop')
      assert.equal(withDatabase(url, 'shop_test'), url.replace('shop', 'shop_test'))
    })

    test(`${url} is accepted as DATABASE_URL`, ({ assert }) => {
      assert.equal(urlOf(['postgres:', 'postgresql:'])('DATABASE_URL', url), url)
    })
  }

  for (const value of ['shop', 'mysql://db/shop', 'postgresql:shop', 'postgresql://']) {
    test(`"${value}" is refused, and the error does not repeat it`, ({ assert }) => {
      const rule = urlOf(['postgres:', 'postgresql:'])
      assert.throws(() => rule('DATABASE_URL', value), /The value of "DATABASE_URL" is not a URL/)
    })
  }

  test('the error names the missing variables (ASVS 13.2.3)', ({ assert }) => {
    const rule = urlOf(['smtp:', 'smtps:'], { required: true })
    assert.throws(() => rule('SMTP_URL', undefined), /Missing environment variable "SMTP_URL"/)
  })
})
