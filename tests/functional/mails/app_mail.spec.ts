import { test } from '@japa/runner'
import mail from '@adonisjs/mail/services/main'
import { UserFactory } from '#database/factories/user_factory'
import { appName, appUrl, brandColor } from '#config/app'
import { LOCALES } from '#config/i18n'
import { supportAddress } from '#config/mail'
import { previews } from '#mails/previews'
import { mailsTo } from '#tests/support/mails'

async function sent(name: string, locale: string) {
  const user = await UserFactory.merge({ name: `O'Brien <b>"Ada"</b>`, locale }).create()
  await mail.send(previews[name](user))
  const [received] = await mailsTo(user.email)
  return { ...received, html: received.html! }
}

test.group('Mails | app mail', () => {
  for (const name of Object.keys(previews)) {
    for (const locale of LOCALES) {
      test(`${name} in ${locale} carries the name, the logo, the colour and a short link`, async ({
        assert,
      }) => {
        const { html, headers } = await sent(name, locale)
        assert.include(html, `${appName}</a>`)
        assert.match(html, /<img src="data:image\/png;base64,\w/)
        assert.include(html, `bgcolor="${brandColor}"`)
        assert.include(html, supportAddress)
        assert.include(headers, 'Auto-Submitted: auto-generated')
        assert.match(headers, new RegExp(`^Reply-To: .*${supportAddress}`, 'm'))

        const links = [...html.matchAll(/href="([^"]+)"/g)].map(([, href]) => href)
        const [button, below] = links.slice(-2)
        assert.equal(links[0], appUrl)
        assert.equal(button, below)
        assert.isAtMost(button.length - appUrl.length, 54)
        assert.include(html, `>${button}</a>`)
        assert.notInclude(html, '<b>')
      })
    }
  }
})
