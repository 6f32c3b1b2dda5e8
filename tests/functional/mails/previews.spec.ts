import { readdir } from 'node:fs/promises'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { previews, write } from '#mails/previews'
import { statementsOf } from '#tests/support/statements'

test.group('Mails | previews', () => {
  test('each mail has a preview, and each preview a mail', async ({ assert }) => {
    const files = await readdir(app.makePath('app/mails'))
    const mails = files
      .filter((file) => /_(notification|mail)\.ts$/.test(file) && file !== 'app_mail.ts')
      .map((file) => file.replace(/(_notification)?\.ts$/, ''))
    assert.sameMembers(Object.keys(previews), mails)
  })

  test('a preview needs no database', async ({ assert }) => {
    const { statements } = await statementsOf(async () => {
      for (const name of Object.keys(previews)) await write(name, 'en').buildWithContents()
    })
    assert.isEmpty(statements)
  })
})
