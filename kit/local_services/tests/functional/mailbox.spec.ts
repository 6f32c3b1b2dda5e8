import { symlink } from 'node:fs/promises'
import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import mail from '@adonisjs/mail/services/main'
import { Mailbox } from '#local_services/mailbox/mailbox'
import { folderWith } from '#tests/support/folder'

const HTML = '<html><body><h1>Hello</h1><script>alert(1)</script></body></html>'

async function send(subject: string, html?: string) {
  const to = `ada.${crypto.randomUUID()}@example.com`
  await mail.send((message) => {
    message.to(to).subject(subject).text('Read https://example.com')
    if (html) message.html(html)
  })
  const mails = await new Mailbox().all()
  return mails.find((one) => one.to === to)!
}

async function read(client: ApiClient, path: string) {
  const response = await client.get(path)
  return response.text()
}

test.group('Mailbox', () => {
  test('the list shows the newest mail first', async ({ assert, client }) => {
    const [first, second] = [await send('First'), await send('Second <b>')]
    const page = await read(client, '/dev/mailbox')

    assert.isBelow(page.indexOf(second.id), page.indexOf(first.id))
    assert.include(page, 'Second &lt;b&gt;')
    assert.include(page, first.to)
  })

  test('the list has a way back to the app and its colours', async ({ assert, client }) => {
    const page = await read(client, '/dev/mailbox')
    assert.include(page, '<a class="link" href="/">Back to the app</a>')
    assert.match(page, /<link rel="stylesheet" href="[^"]+\.css"/)
  })

  test('the list says which mail is the newest, so that its page can load again', async ({
    assert,
    client,
  }) => {
    const { id } = await send('Newest')
    const page = await read(client, '/dev/mailbox')
    assert.include(page, `data-newest="${id}"`)
    assert.equal(await read(client, '/dev/mailbox/newest'), id)

    const later = await send('Later')
    assert.equal(await read(client, '/dev/mailbox/newest'), later.id)
  })

  test('a mail shows its {part}')
    .with([
      { part: 'html', shown: 'srcdoc="&lt;base' },
      { part: 'text', shown: '<a href="https://example.com">https://example.com</a>' },
      { part: 'headers', shown: 'Subject: Parts' },
      { part: 'source', shown: 'Content-Type: text/plain' },
    ])
    .run(async ({ assert, client }, { part, shown }) => {
      const { id } = await send('Parts', HTML)
      const page = await read(client, `/dev/mailbox/${id}?part=${part}`)
      assert.include(page, shown)
      assert.include(page, `?part=${part}" aria-current="page"`)
    })

  test('a mail without HTML shows its text first', async ({ assert, client }) => {
    const { id } = await send('Plain')
    const page = await read(client, `/dev/mailbox/${id}?part=html`)
    assert.notInclude(page, '?part=html')
    assert.include(page, '?part=text" aria-current="page"')
  })

  test('the styles of a mail are shown', async ({ assert, client }) => {
    const { id } = await send('Styles', HTML)
    for (const path of [`/dev/mailbox/${id}`, `/dev/mailbox/${id}/html`]) {
      const response = await client.get(path)
      assert.match(response.header('content-security-policy')!, /style-src 'self' 'unsafe-inline';/)
      assert.notMatch(response.header('content-security-policy')!, /style-src-attr/)
    }
  })

  test('a script in a mail does not run', async ({ assert, client }) => {
    const { id } = await send('Script', HTML)
    const page = await read(client, `/dev/mailbox/${id}`)
    assert.match(page, /<iframe [^>]*sandbox="(?![^"]*allow-scripts)/)

    const alone = await client.get(`/dev/mailbox/${id}/html`)
    assert.include(alone.text(), '<h1>Hello</h1>')
    assert.match(alone.header('content-security-policy')!, /script-src 'self' 'nonce-/)
  })

  test('an unknown mail has no page: {$self}')
    .with(['/dev/mailbox/unknown', '/dev/mailbox/unknown/html', '/dev/mailbox/..%2f..%2fetc'])
    .run(async ({ client }, path) => {
      const response = await client.get(path)
      response.assertStatus(404)
    })
  test('a mail that is deleted after the folder was listed is left out', async ({ assert }) => {
    await using folder = await folderWith({ 'kept.eml': 'Subject: Kept\n\nHello' })
    await symlink(`${folder.path}/missing`, `${folder.path}/deleted.eml`)
    const mailbox = new Mailbox(folder.path)

    const mails = await mailbox.all()
    assert.deepEqual(
      mails.map(({ id }) => id),
      ['kept']
    )
    await assert.rejects(() => mailbox.find('deleted'), /Cannot GET:deleted/)
  })
})
