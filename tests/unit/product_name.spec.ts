import { test } from '@japa/runner'
import { appName } from '#config/app'
import { readCatalogue } from '#i18n/catalogue'

test('mails and pages have the same product name', async ({ assert }) => {
  const catalogue = await readCatalogue('resources/lang', 'en')
  const hint = 'Change APP_NAME, or app_name in resources/lang/*/common.json'
  assert.equal(catalogue['common.app_name'], appName, hint)
})
