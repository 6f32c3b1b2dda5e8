import { readFile } from 'node:fs/promises'
import { test } from '@japa/runner'
import { brandColor } from '#config/app'

test('pages, the icon of the browser and mails have the same brand colour', async ({ assert }) => {
  const colors = await readFile('inertia/css/colors.css', 'utf8')
  assert.include(colors, `--ui-color-primary-600: ${brandColor};`)

  const styles = await readFile('inertia/css/app.css', 'utf8')
  assert.match(styles, /:root[^}]*--ui-primary: var\(--ui-color-primary-600\);/s)

  const icon = await readFile('public/favicon.svg', 'utf8')
  assert.include(icon, `fill="${brandColor}"`)
})
