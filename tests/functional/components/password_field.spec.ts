import { test } from '@japa/runner'
import vite from '@adonisjs/vite/services/main'

test.group('Password field', () => {
  for (const autocomplete of ['current-password', 'new-password']) {
    test(`the field of a ${autocomplete} hides it and lets a password manager fill it in (ASVS 6.2.6, 6.2.7)`, async ({
      assert,
    }) => {
      const load = (path: string) => vite.getDevServer()!.ssrLoadModule(path)
      const { default: render } = await load('/tests/support/rendered_component.ts')
      const { default: field } = await load('/inertia/components/password_field.vue')
      const props = { name: 'password', label: 'Password', autocomplete }
      const html: string = await render(field, props, { region: { locale: 'en', timeZone: 'UTC' } })
      const input = html.match(/<input[^>]*>/)![0]

      assert.include(input, 'type="password"')
      assert.include(input, `autocomplete="${autocomplete}"`)
      assert.notMatch(input, /onpaste|readonly|maxlength|pattern=/)
    })
  }
})
