import { test } from '@japa/runner'
import vite from '@adonisjs/vite/services/main'
import type { Component } from 'vue'
import type { Region } from '#i18n/region'
import type renderComponent from '#tests/support/rendered_component'

type Loaded<Exported> = Promise<{ default: Exported }>

async function render(file: string, props: object, region: Partial<Region>) {
  const load = (path: string) => vite.getDevServer()!.ssrLoadModule(path)
  const { default: renderIn } = await (load('/tests/support/rendered_component.ts') as Loaded<
    typeof renderComponent
  >)
  const { default: component } = await (load(`/inertia/components/${file}`) as Loaded<Component>)
  const html = await renderIn(component, props, {
    region: { timeZone: 'UTC', ...region },
  })
  const attribute = (name: string) => new RegExp(`<input[^>]* ${name}="([^"]*)"`).exec(html)?.[1]
  return { html, attribute }
}

test.group('Local fields', () => {
  const NUMBERS: [locale: string, value: number | string, shown: string, placeholder: string][] = [
    ['en', 1234.5, '1234.5', '1,234.5'],
    ['es', -1234.5, '-1234,5', '1.234,5'],
    ['ar', -1234.5, '-1234.5', '1,234.5'],
    ['es', '1.23,4', '1.23,4', '1.234,5'],
  ]
  for (const [locale, value, shown, placeholder] of NUMBERS) {
    test(`a number field in ${locale} shows ${value} as ${shown}`, async ({ assert }) => {
      const props = { name: 'weight', label: 'Weight', value }
      const { attribute, html } = await render('number_field.vue', props, { locale })
      assert.equal(attribute('value'), shown)
      assert.equal(attribute('placeholder'), placeholder)
      assert.equal(attribute('inputmode'), 'decimal')
      assert.equal(attribute('dir'), 'ltr')
      assert.include(html, `for="${attribute('id')}"`)
    })
  }

  test('a field for negative numbers gets a keyboard with a minus sign', async ({ assert }) => {
    const props = { name: 'weight', label: 'Weight', signed: true }
    const { attribute } = await render('number_field.vue', props, { locale: 'es' })
    assert.equal(attribute('inputmode'), 'text')
  })

  const DATES: [region: Partial<Region>, value: string, shown: string, placeholder: string][] = [
    [{ locale: 'en' }, '2026-03-01', '03/01/2026', '12/31/2026'],
    [{ locale: 'es' }, '2026-03-01', '01/03/2026', '31/12/2026'],
    [{ locale: 'ar' }, '2026-03-01', '01/03/2026', '31/12/2026'],
    [{ locale: 'es', dateOrder: 'ymd' }, '2026-03-01', '2026-03-01', '2026-12-31'],
    [{ locale: 'es' }, '03/31/2026', '03/31/2026', '31/12/2026'],
  ]
  for (const [region, value, shown, placeholder] of DATES) {
    const name = [region.locale, region.dateOrder].join(' ')
    test(`a date field in ${name} shows ${value} as ${shown}`, async ({ assert }) => {
      const props = { name: 'day', label: 'Day', value, error: 'Wrong' }
      const { attribute, html } = await render('date_field.vue', props, region)
      assert.equal(attribute('value'), shown)
      assert.equal(attribute('placeholder'), placeholder)
      assert.equal(attribute('aria-invalid'), 'true')
      assert.include(html, 'Wrong')
    })
  }
})
