import { test } from '@japa/runner'
import { settingCode } from '#generators/setting_code'

test.group('Setting code', () => {
  test('an unknown type is refused with the flag for a choice', async ({ assert }) => {
    await assert.rejects(
      () => settingCode({ type: 'enum(low,high)' }),
      /no type "enum\(low,high\)".*--choices=low,high/
    )
  })

  test('a choice has its first value as the default, or the given one', async ({ assert }) => {
    const choices = 'low,normal'
    const [first, given] = await Promise.all([
      settingCode({ choices }),
      settingCode({ choices, default: 'normal' }),
    ])

    assert.equal(first.value, '"low"')
    assert.equal(given.value, '"normal"')
  })
})
