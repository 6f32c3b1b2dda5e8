import { test } from '@japa/runner'
import vine, { type ValidationError } from '@vinejs/vine'
import i18nManager from '@adonisjs/i18n/services/main'
import { formatsOf } from '#i18n/formats'

const measureValidator = vine.create({
  weight: vine.localNumber().min(1).max(2000),
})
const optionalValidator = vine.create({
  weight: vine.localNumber().optional(),
  day: vine.localDate().optional(),
})
const tripValidator = vine.create({
  from: vine.localDate().afterOrEqual('2026-01-01').before('2027-01-01'),
  to: vine.localDate().afterOrSameAs('from'),
  booked: vine.localDate().beforeOrEqual('today').optional(),
})

/** The options that `request.validateUsing` passes for a request in this locale. */
function options(locale: string) {
  return {
    meta: { formats: formatsOf({ locale, timeZone: 'Europe/Madrid' }) },
    messagesProvider: i18nManager.locale(locale).createMessagesProvider(),
  }
}

async function messagesOf(validation: Promise<unknown>): Promise<string[]> {
  try {
    await validation
    return []
  } catch (error) {
    return (error as ValidationError).messages.map(({ message }: { message: string }) => message)
  }
}

test.group('Local input', () => {
  for (const [locale, weight] of [
    ['en', '1,234.5'],
    ['es', '1.234,5'],
    ['ar', '١٬٢٣٤٫٥'],
  ]) {
    test(`a number is parsed in ${locale}`, async ({ assert }) => {
      const valid = await measureValidator.validate({ weight }, options(locale))
      assert.deepEqual(valid, { weight: 1234.5 })
    })
  }

  for (const [locale, message] of [
    ['en', 'Enter a number such as 1,234.5.'],
    ['es', 'Escribe un número como 1.234,5.'],
    ['ar', 'يُرجى إدخال رقم، مثل \u20681,234.5\u2069.'],
  ]) {
    test(`an invalid number in ${locale} gets an error with an example`, async ({ assert }) => {
      for (const weight of ['1.23,4', 'heavy', ['1'], { kg: 1 }, true]) {
        const messages = await messagesOf(measureValidator.validate({ weight }, options(locale)))
        assert.deepEqual(messages, [message])
      }
    })
  }

  test('the other number rules apply to the parsed number', async ({ assert }) => {
    const messages = (weight: string) =>
      messagesOf(measureValidator.validate({ weight }, options('es')))
    assert.deepEqual(await messages('0,5'), ['Escribe un número mayor o igual que 1.'])
    assert.lengthOf(await messages('2.000,1'), 1)
    assert.lengthOf(await messages('2.000'), 0)
  })

  test('a JSON number is accepted unchanged', async ({ assert }) => {
    assert.deepEqual(await measureValidator.validate({ weight: 12.5 }, options('es')), {
      weight: 12.5,
    })
  })

  test('an empty field has no value', async ({ assert }) => {
    const empty = { weight: '', day: '  ' }
    assert.deepEqual(await optionalValidator.validate(empty, options('es')), {})
    assert.lengthOf(await messagesOf(measureValidator.validate({ weight: '' }, options('es'))), 1)
  })

  test('a date becomes an ISO date', async ({ assert }) => {
    const valid = await tripValidator.validate(
      { from: '1/2/2026', to: '2026-02-01' },
      options('es')
    )
    assert.deepEqual(valid, { from: '2026-02-01', to: '2026-02-01' })
  })

  for (const [locale, message] of [
    ['en', 'Enter a date such as 12/31/2026.'],
    ['es', 'Escribe una fecha como 31/12/2026.'],
    ['ar', 'يُرجى إدخال تاريخ، مثل \u206831/12/2026\u2069.'],
  ]) {
    test(`an invalid date in ${locale} gets an error with an example`, async ({ assert }) => {
      for (const day of ['29/02/2027', '1/1/26', 'soon', ['2026-01-01'], 5]) {
        const messages = await messagesOf(optionalValidator.validate({ day }, options(locale)))
        assert.deepEqual(messages, [message])
      }
    })
  }

  test('date rules compare with days, with today and with other fields', async ({ assert }) => {
    const messages = (trip: object) => messagesOf(tripValidator.validate(trip, options('es')))
    assert.deepEqual(await messages({ from: '31/12/2025', to: '31/12/2025' }), [
      'Escribe una fecha a partir del 01/01/2026.',
    ])
    assert.deepEqual(await messages({ from: '1/1/2027', to: '1/1/2027' }), [
      'Escribe una fecha anterior al 01/01/2027.',
    ])
    assert.deepEqual(await messages({ from: '2/2/2026', to: '1/2/2026' }), [
      'Escribe una fecha a partir del 02/02/2026.',
    ])
    const { today } = options('es').meta.formats
    const trip = { from: '1/1/2026', to: '1/1/2026' }
    assert.deepEqual(await messages({ ...trip, booked: today() }), [])
    assert.lengthOf(await messages({ ...trip, booked: '31/12/2999' }), 1)
  })

  test('a date that is compared with an invalid field has no error itself', async ({ assert }) => {
    const messages = await messagesOf(
      tripValidator.validate({ from: 'x', to: '1/2/2026' }, options('es'))
    )
    assert.deepEqual(messages, ['Escribe una fecha como 31/12/2026.'])
  })

  test('a missing region throws an error that names the option to pass', async ({ assert }) => {
    await assert.rejects(
      () => optionalValidator.validate({ day: '1/1/2026' }),
      /"day" is parsed by locale: validate it with \{ meta: \{ formats/
    )
  })

  test('the schema of an API names dates and numbers, which may be null', ({ assert }) => {
    const validator = vine.create({
      day: vine.localDate(),
      dueOn: vine.localDate().nullable(),
      weight: vine.localNumber().nullable(),
    })
    assert.containSubset(validator.toJSONSchema(), {
      properties: {
        day: { type: 'string', format: 'date' },
        dueOn: { type: ['string', 'null'], format: 'date' },
        weight: { type: ['number', 'null'] },
      },
    })
  })
})
