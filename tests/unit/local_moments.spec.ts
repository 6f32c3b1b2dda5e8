import { test } from '@japa/runner'
import vine, { type ValidationError } from '@vinejs/vine'
import i18nManager from '@adonisjs/i18n/services/main'
import { formatsOf } from '#i18n/formats'

const eventValidator = vine.create({
  startsAt: vine.localDateTime().nullable(),
  endsAt: vine.localDateTime().afterField('startsAt').before('now').optional(),
  opensAt: vine.localTime().optional(),
  budget: vine.localDecimal().min('0.01').max('999.99').scale(2).optional(),
  tags: vine.textList(vine.string().maxLength(5)).maxLength(2).optional(),
})

function options(locale: string) {
  return {
    meta: { formats: formatsOf({ locale, timeZone: 'Asia/Tokyo' }) },
    messagesProvider: i18nManager.locale(locale).createMessagesProvider(),
  }
}

async function messagesOf(locale: string, values: object): Promise<string[]> {
  try {
    await eventValidator.validate({ startsAt: null, ...values }, options(locale))
    return []
  } catch (error) {
    return (error as ValidationError).messages.map(({ message }: { message: string }) => message)
  }
}

test.group('Moments, times, amounts and lists of a form', () => {
  test('a moment is a DateTime in the time zone of the reader', async ({ assert }) => {
    const { startsAt, opensAt } = await eventValidator.validate(
      { startsAt: '31/12/2025 14:05', opensAt: '9:30' },
      options('es')
    )
    assert.equal(startsAt!.toISO(), '2025-12-31T14:05:00.000+09:00')
    assert.equal(opensAt, '09:30')
  })

  test('a program may send back the time that PostgreSQL has written', async ({ assert }) => {
    const { opensAt } = await eventValidator.validate(
      { startsAt: null, opensAt: '18:45:00' },
      options('en')
    )
    assert.equal(opensAt, '18:45')
    await assert.rejects(() =>
      eventValidator.validate({ startsAt: null, opensAt: '18:45:30' }, options('en'))
    )
  })

  test('an empty moment is null', async ({ assert }) => {
    const values = await eventValidator.validate({ startsAt: ' ' }, options('es'))
    assert.deepEqual(values, { startsAt: null })
  })

  for (const [locale, moment, time] of [
    ['en', 'Enter a date and time such as 12/31/2026 2:05 PM.', 'Enter a time such as 2:05 PM.'],
    ['es', 'Escribe una fecha y hora como 31/12/2026 14:05.', 'Escribe una hora como 14:05.'],
    [
      'ar',
      'يُرجى إدخال تاريخ ووقت، مثل \u206831/12/2026 2:05 م\u2069.',
      'يُرجى إدخال وقت، مثل \u20682:05 م\u2069.',
    ],
  ]) {
    test(`an invalid moment in ${locale} gets an error with an example`, async ({ assert }) => {
      for (const value of ['soon', 1, ['1'], true]) {
        const messages = await messagesOf(locale, { startsAt: value, opensAt: value })
        assert.deepEqual(messages, [moment, time])
      }
    })
  }

  test('a moment is compared with another field and with now', async ({ assert }) => {
    const day = { startsAt: '12/31/2025 2:05 PM' }
    assert.deepEqual(await messagesOf('en', { ...day, endsAt: '12/31/2025 2:05 PM' }), [
      'Enter a date after 12/31/2025 2:05 PM.',
    ])
    const [late] = await messagesOf('en', { endsAt: '12/31/2999 2:05 PM' })
    assert.match(late, /^Enter a date before/)
    assert.deepEqual(await messagesOf('en', { ...day, endsAt: '12/31/2025 2:06 PM' }), [])
  })

  test('an amount is a decimal with the digits that were typed', async ({ assert }) => {
    for (const [typed, decimal] of [
      ['1,50', '1.50'],
      [1.5, '1.5'],
      ['999,99', '999.99'],
    ]) {
      const values = await eventValidator.validate({ startsAt: null, budget: typed }, options('es'))
      assert.equal(values.budget, decimal)
    }
  })

  for (const [budget, message] of [
    ['1.005', /at most 2 digits/],
    ['0', /at least 0\.01/],
    ['1,000', /at most 999\.99/],
    ['1e2', /a number such as/],
    [1e21, /a number such as/],
    [[1], /a number such as/],
    [true, /a number such as/],
  ] as const) {
    test(`the amount ${JSON.stringify(budget)} is refused`, async ({ assert }) => {
      const messages = await messagesOf('en', { budget })
      assert.match(messages[0] ?? 'accepted', message)
    })
  }

  for (const [tags, list] of [
    ['red, blue ', ['red', 'blue']],
    ['أحمر، أزرق', ['أحمر', 'أزرق']],
    [['red'], ['red']],
    [null, []],
    [' , ', []],
  ] as const) {
    test(`${JSON.stringify(tags)} is a list of ${list.length}`, async ({ assert }) => {
      const values = await eventValidator.validate({ startsAt: null, tags }, options('en'))
      assert.deepEqual(values.tags, [...list])
    })
  }

  test('the rules of a list and of its items hold for a text with commas', async ({ assert }) => {
    assert.lengthOf(await messagesOf('en', { tags: 'a,b,c' }), 1)
    assert.lengthOf(await messagesOf('en', { tags: 'longer' }), 1)
  })
})
