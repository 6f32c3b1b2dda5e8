import { test } from '@japa/runner'
import { fieldsFor } from '#tests/support/probe/fields'

test.group('Form fields', () => {
  test('each field sends its value', async ({ assert, browserContext }) => {
    const { inspector, page } = await fieldsFor(browserContext, 'en')
    await inspector.inspect(page)
    const form = page.locator('main form')
    await form.getByLabel('Title').fill('Kestrels')
    await form.getByLabel('Summary').fill('Two\nlines')
    await form.getByText('9 of 40 characters').waitFor()
    await form.getByLabel('Weight').fill('1,234.5')
    await form.getByLabel('Budget').fill('9,007,199,254,740,993.10')
    await form.getByLabel('Due').fill('12/31/2026')
    await form.getByLabel('Starts').fill('12/31/2026 2:05 PM')
    await form.getByLabel('Opens').fill('10:15 PM')
    await form.getByLabel('Status').selectOption('active')
    await form.getByLabel('Large').check()
    await form.getByRole('switch', { name: 'Public' }).click()
    await form.getByLabel('Done').check()
    await form.getByRole('combobox', { name: 'Person' }).fill('grace')
    await form.getByRole('option', { name: 'Grace' }).click()
    await form.getByRole('combobox', { name: 'Watchers' }).fill('ed')
    await form.getByRole('option', { name: 'Edsger' }).click()
    await form.getByLabel('Tags').fill('blue,')
    await form.getByLabel('Tags').fill('green')
    await form.getByLabel('Tags').press('Enter')
    await form.getByLabel('Cover').setInputFiles({
      name: 'plan.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.4\n%%EOF\n'),
    })
    await form.getByText('plan.pdf').waitFor()
    await inspector.inspect(page)
    await form.getByRole('button', { name: 'Send' }).click()

    await page.locator('#sent').waitFor()
    assert.deepEqual(JSON.parse(await page.locator('#sent').innerText()), {
      title: 'Kestrels',
      summary: 'Two\nlines',
      weight: 1234.5,
      budget: '9007199254740993.10',
      dueOn: '2026-12-31',
      opensAt: '22:15',
      status: 'active',
      size: 'large',
      isPublic: true,
      isDone: true,
      person: 5,
      watchers: [1, 4],
      tags: ['red', 'blue', 'green'],
      startsAt: '2026-12-31T05:05:00.000Z',
      cover: 'plan.pdf 15',
    })
  })

  test('a refused form keeps every value and focuses its first error', async ({
    assert,
    browserContext,
  }) => {
    const { inspector, page } = await fieldsFor(browserContext, 'en')
    const form = page.locator('main form')
    await form.getByLabel('Title').fill('Kestrels')
    await form.getByLabel('Weight').fill('heavy')
    await form.getByLabel('Budget').fill('1.005')
    await form.getByLabel('Due').fill('13/13/2026')
    await form.getByLabel('Starts').fill('12/31/2026')
    await form.getByLabel('Opens').fill('2:05')
    await form.getByLabel('Huge').check()
    await form.getByRole('switch', { name: 'Public' }).click()
    await form.getByLabel('Tags').fill('incredible,')
    await form.getByRole('button', { name: 'Send' }).click()

    await page.getByText('Enter a number such as 1,234.5.').waitFor()
    for (const text of [
      'Enter a number with at most 2 digits after the decimal separator.',
      'Enter a date such as 12/31/2026.',
      'Enter a date and time such as 12/31/2026 2:05 PM.',
      'Enter a time such as 2:05 PM.',
    ]) {
      assert.equal(await form.getByText(text).count(), 1, text)
    }
    assert.equal(await form.locator('[name="tags[]"]').count(), 2)
    const values = ['Weight', 'Budget', 'Due', 'Starts', 'Opens'].map((label) =>
      form.getByLabel(label).inputValue()
    )
    assert.deepEqual(await Promise.all(values), [
      'heavy',
      '1.005',
      '13/13/2026',
      '12/31/2026',
      '2:05',
    ])
    assert.isTrue(await form.getByLabel('Huge').isChecked())
    assert.isTrue(await form.getByRole('switch', { name: 'Public' }).isChecked())
    assert.equal(await page.evaluate('document.activeElement.name'), 'weight')
    const described = await form.getByLabel('Weight').getAttribute('aria-describedby')
    assert.equal(
      await page.locator(`[id="${described}"]`).innerText(),
      'Enter a number such as 1,234.5.'
    )
    await inspector.inspect(page)
  })

  test('a form that was accepted and stays on the page has its first values again', async ({
    assert,
    browserContext,
  }) => {
    const { page } = await fieldsFor(browserContext, 'en')
    const form = page.locator('main form')
    await form.getByLabel('Title').fill('Kestrels')
    await form.getByLabel('Large').check()
    await form.getByRole('switch', { name: 'Public' }).click()
    await form.getByLabel('Tags').fill('blue,')
    await form.getByRole('combobox', { name: 'Person' }).fill('grace')
    await form.getByRole('option', { name: 'Grace' }).click()
    await form.getByRole('button', { name: 'Send' }).click()

    await page.locator('#sent').waitFor()
    assert.equal(await form.getByLabel('Title').inputValue(), '')
    assert.isFalse(await form.getByLabel('Large').isChecked())
    assert.isFalse(await form.getByRole('switch', { name: 'Public' }).isChecked())
    assert.equal(await form.locator('[name="tags[]"]').count(), 1)
    assert.equal(await form.getByRole('combobox', { name: 'Person' }).inputValue(), 'Alan')
  })

  test('tags are added and removed by keyboard', async ({ assert, browserContext }) => {
    const { page } = await fieldsFor(browserContext, 'en')
    const field = page.getByLabel('Tags')
    const tags = async () =>
      page.locator('[name="tags[]"]').evaluateAll((inputs: any[]) => inputs.map((one) => one.value))
    await field.press('Backspace')
    await page.getByText('red was removed.').waitFor()
    assert.deepEqual(await tags(), [])
    await field.fill('blue, green, blue,')
    assert.deepEqual(await tags(), ['blue', 'green'])
    await page.getByRole('button', { name: 'Remove blue' }).click()
    assert.deepEqual(await tags(), ['green'])
    assert.isTrue(await field.evaluate((input) => input === input.ownerDocument.activeElement))
  })

  test('a search says when nothing matches and when it failed', async ({
    assert,
    browserContext,
  }) => {
    const { inspector, page } = await fieldsFor(browserContext, 'en')
    const field = page.getByRole('combobox', { name: 'Person' })
    assert.equal(await field.inputValue(), 'Alan')
    await field.fill('nobody')
    await page.getByText('Nothing matches “nobody”.').waitFor()
    await inspector.inspect(page)
    await field.fill('fail')
    await page.getByText('The search did not work. Please try again.').waitFor()
    await inspector.inspect(page, { expectedErrors: [/status of 500/] })
    await field.fill('bar')
    await page.getByRole('option', { name: 'Barbara' }).waitFor()
    await field.press('ArrowDown')
    await field.press('Enter')
    assert.equal(await page.locator('[name=person]').inputValue(), '3')
  })
})
