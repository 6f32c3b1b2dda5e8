import { test } from '@japa/runner'
import { ChangeRefused } from '#generators/changes'
import { resourceNames } from '#generators/resource/names'
import { iconNamed, iconOf, NOUNS } from '#generators/resource/nouns'
import { resourceOf } from '#generators/resource/resource'
import { textsOf } from '#generators/resource/texts'
import { productCopy } from '#generators/tests/support/product_copy'

const order = (name: string, icon?: string) => ({ name, fields: ['title:string'], icon })

test.group('Resource | nouns', () => {
  test('each common noun is one record, with an icon of Lucide', ({ assert }) => {
    for (const [noun, { icon }] of Object.entries(NOUNS)) {
      assert.equal(resourceNames(noun).file, noun)
      assert.equal(iconNamed(icon), icon)
    }
  })

  test('the last word of a name chooses the icon, and other names have a folder', ({ assert }) => {
    assert.equal(iconOf(resourceNames('BulkOrder')), iconOf(resourceNames('Order')))
    assert.equal(iconOf(resourceNames('Lantern')), 'folder')
  })

  test('the title of a common noun is translated', ({ assert }) => {
    const { title } = textsOf(resourceOf(order('Invoice')))
    assert.deepEqual(title, { en: 'Invoices', es: 'Facturas', ar: 'الفواتير' })
    assert.deepEqual(textsOf(resourceOf(order('Lantern'))).title, { en: 'Lanterns' })
  })

  test('the menu has the icon of the noun, or the one that is chosen', async ({ assert }) => {
    await using copy = await productCopy()
    await copy.make('Order', ['title:string'], { api: true })
    await copy.make('Lantern', ['title:string'], { icon: 'i-lucide-flashlight' })

    const layout = await copy.read('inertia/layouts/app.vue')
    assert.include(layout, 'i-lucide-shopping-cart')
    assert.include(layout, 'i-lucide-flashlight')
    const abilities = await copy.read('resources/lang/es/access_tokens.json')
    assert.include(abilities, '"orders:read": "Leer pedidos"')
  })

  test('an icon that Lucide does not have is refused with similar ones', ({ assert }) => {
    assert.throws(() => resourceOf(order('Order', 'trucks-lorry-car')), ChangeRefused)
    assert.throws(() => resourceOf(order('Order', 'my-truck')), /Try .*truck/)
    assert.throws(() => resourceOf(order('Order', 'xyzzy')), 'Try folder')
    assert.throws(() => resourceOf(order('Order/Line', 'truck')), 'Leave --icon away')
  })
})
