import { test } from '@japa/runner'
import { GroupFactory } from '#database/factories/group_factory'
import { InvitationFactory } from '#database/factories/invitation_factory'
import { UserFactory } from '#database/factories/user_factory'
import User from '#models/user'
import { eventually } from '#tests/support/eventually'
import { mailsTo } from '#tests/support/mails'
import { PageInspector } from '#tests/support/page_inspector'
import { logIn, openPage } from '#tests/support/pages'
import { administrator } from '#tests/support/staff'
import { Visitor } from '#tests/support/visitor'

const TEAM = crypto.randomUUID().slice(0, 8)
const PASSWORD = 'nine-kestrels-over-lisbon'

async function pathOfInvitation(email: string) {
  const [mail] = await mailsTo(email)
  return /\/invitations\/[\w-]+/.exec(mail?.text ?? '')?.[0]
}

test.group('Staff in the browser', () => {
  test('somebody who is invited opens an account in the groups of the invitation', async ({
    assert,
    browser,
    browserContext,
  }) => {
    const email = `grace@${TEAM}.example`
    const { name } = await GroupFactory.merge({ permissions: ['users.view'] }).create()
    const { inspector, page } = await PageInspector.open(browserContext)
    await logIn(browserContext, await administrator())
    await openPage(page, '/management/users')
    await page.getByRole('link', { name: 'Invite' }).click()
    await page.getByLabel('E-mail address').fill(email)
    await page.getByLabel(name).check()
    await inspector.inspect(page)
    await page.getByRole('button', { name: 'Send the invitation' }).click()
    await page.waitForURL('/management/invitations')
    await inspector.inspect(page)

    const context = await browser.newContext({ baseURL: new URL(page.url()).origin })
    const guest = await context.newPage()
    await openPage(guest, await eventually(() => pathOfInvitation(email)))
    await guest.getByLabel('Name').fill('Grace')
    await guest.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await guest.getByRole('button', { name: 'Open the account' }).click()
    await guest.waitForURL('/dashboard')
    await guest.getByText('Your account is open. Welcome!', { exact: true }).waitFor()
    await context.close()
    const grace = await User.findByOrFail('email', email)
    assert.isTrue(await grace.may('users.view'))
  })

  test('chosen accounts are deactivated, and a saved view shows them', async ({
    assert,
    browserContext,
  }) => {
    const user = await UserFactory.merge({
      name: 'Hopper',
      email: `hopper@${TEAM}.example`,
    }).create()
    const { inspector, page } = await PageInspector.open(browserContext)
    await logIn(browserContext, await administrator())
    await openPage(page, `/management/users?search=${TEAM}`)
    await page.getByRole('checkbox', { name: 'Select Hopper' }).check()
    await inspector.inspect(page)
    await page.getByRole('button', { name: 'Deactivate' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click()
    await page.getByText('One account is changed.', { exact: true }).waitFor()
    await user.refresh()
    assert.isTrue(user.isDisabled)

    await page.waitForURL(`/management/users?search=${TEAM}`)
    await page.getByRole('button', { name: 'Save this view' }).click()
    await page.getByLabel('Name of the view').fill('The navy')
    await page.getByRole('button', { name: 'Save this view' }).click()
    const view = page.getByRole('link', { name: 'The navy' })
    await view.waitFor()
    await openPage(page, '/management/users')
    await view.click()
    await page.waitForURL(`/management/users?search=${TEAM}`)
    await page.getByRole('button', { name: 'Delete the view The navy' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
    await view.waitFor({ state: 'detached' })
  })

  test('simultaneous uses of one invitation open one account', async ({ assert, db }) => {
    const invitation = await InvitationFactory.create()
    const path = `/invitations/${await invitation.issueLink()}`
    const answers = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const visitor = new Visitor(`http://localhost:${process.env.PORT}`)
        await visitor.get(path)
        const { headers, status } = await visitor.post(path, { name: 'Grace', password: PASSWORD })
        return headers.get('location') ?? status
      })
    )
    assert.sameMembers(answers, ['/dashboard', 403, 403, 403])
    await db.assertHas('users', { email: invitation.email }, 1)
    const { id } = await User.findByOrFail('email', invitation.email)
    await db.assertHas('account_events', { user_id: id, kind: 'invitation_accepted' }, 1)
  })
})
