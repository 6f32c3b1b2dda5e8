import { test } from '@japa/runner'
import mail from '@adonisjs/mail/services/main'
import { UserFactory } from '#database/factories/user_factory'
import { endOf } from '#http/account/session_end'
import { storedRegion } from '#i18n/stored_region'
import { fakeMaintenance, restoreMaintenance } from '#maintenance/state'
import { previews } from '#mails/previews'
import settings from '#settings'
import { mailsTo } from '#tests/support/mails'
import { staffWith } from '#tests/support/staff'

const DOCUMENT = 'text/html,application/xhtml+xml'
const MINUTE = 60_000

test.group('Settings | effects', (group) => {
  group.each.teardown(() => settings.restore())

  test('pages and mails have the name of the product', async ({ assert, client }) => {
    await settings.set('product.name', 'Green <Tea>')
    const page = await client.get('/').header('accept', DOCUMENT)
    assert.match(page.text(), /<title[^>]*>[^<]* – Green &lt;Tea&gt;<\/title>/)

    const user = await UserFactory.create()
    await mail.send(previews.log_in_code(user))
    const [received] = await mailsTo(user.email)
    assert.match(received.headers, /^From: "?Green <Tea>"? </m)
    assert.include(received.html!, 'Green &lt;Tea&gt;</a>')
  })

  test('mails and error pages name the address of the support', async ({ assert, client }) => {
    await settings.set('support.address', 'help@tea.example')
    const page = await client.get('/nowhere').header('accept', DOCUMENT)
    assert.include(page.text(), 'href="mailto:help@tea.example"')

    const user = await UserFactory.create()
    await mail.send(previews.log_in_code(user))
    const [received] = await mailsTo(user.email)
    assert.match(received.headers, /^Reply-To: .*<help@tea\.example>/m)
    assert.include(received.html!, 'help@tea.example')
  })

  test('a reader without a language and a time zone has the default ones', async ({
    assert,
    client,
  }) => {
    settings.fake({ 'product.language': 'es', 'product.timeZone': 'Europe/Madrid' })
    const foreign = await client.get('/').header('accept-language', 'ja').withInertia()
    assert.include(foreign.inertiaProps.region as object, {
      locale: 'es',
      timeZone: 'Europe/Madrid',
    })
    const arabic = await client.get('/').header('accept-language', 'ar').withInertia()
    assert.include(arabic.inertiaProps.region as object, { locale: 'ar' })

    const nothingChosen = { locale: null, timeZone: null }
    assert.include(storedRegion(nothingChosen), { locale: 'es', timeZone: 'Europe/Madrid' })
  })

  test('sessions end by the timeouts, also those that have begun before', ({ assert }) => {
    const times = { firstSeenAt: new Date(0), lastSeenAt: new Date(30 * MINUTE) }
    settings.fake({
      'sessions.idle': 15,
      'sessions.absolute': 600,
      'sessions.rememberedIdle': 5000,
      'sessions.rememberedAbsolute': 100,
    })
    assert.equal(endOf({ ...times, isRemembered: false }).getTime(), 45 * MINUTE)
    assert.equal(endOf({ ...times, isRemembered: true }).getTime(), 100 * MINUTE)
  })

  test('a second factor can be required for staff, or for everybody', async ({
    assert,
    client,
  }) => {
    const [staff, member] = [await staffWith('users.view'), await UserFactory.create()]
    const isLed = async (user: typeof member) => {
      const response = await client.get('/dashboard').loginAs(user).redirects(0)
      return response.header('location') === '/settings/second-factor'
    }
    for (const [requiredFor, ofStaff, ofMember] of [
      ['nobody', false, false],
      ['staff', true, false],
      ['everybody', true, true],
    ] as const) {
      settings.fake({ 'secondFactor.requiredFor': requiredFor })
      assert.equal(await isLed(staff), ofStaff, `staff, required for ${requiredFor}`)
      assert.equal(await isLed(member), ofMember, `a member, required for ${requiredFor}`)
    }
  })

  test('the page of maintenance has the message, unless "down" has one', async ({
    assert,
    client,
    cleanup,
  }) => {
    cleanup(() => restoreMaintenance())
    await settings.set('maintenance.message', 'We brew.')
    fakeMaintenance()
    const usual = await client.get('/').header('accept', DOCUMENT)
    assert.include(usual.text(), 'We brew.')
    const problem = await client.get('/').accept('json')
    assert.include(problem.text(), 'We brew.')

    fakeMaintenance({ message: 'We move.' })
    const given = await client.get('/').header('accept', DOCUMENT)
    assert.include(given.text(), 'We move.')
    assert.notInclude(given.text(), 'We brew.')
  })
})
