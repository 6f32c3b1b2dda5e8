import { readdir, readFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { simpleParser } from 'mailparser'
import { createTransport } from 'nodemailer'
import { Checkout } from './checkout.js'

test.group('Local services | mailbox', (group) => {
  let checkout: Checkout

  group.tap((one) => one.timeout(30_000))
  group.setup(async () => {
    checkout = await Checkout.create()
    return () => checkout.remove()
  })
  group.each.teardown(() => checkout.releaseAll())

  test('a mail is stored unchanged, with its envelope', async ({ assert }) => {
    const client = checkout.client()
    await client.acquire(['mailbox'])
    await transport(client.smtpSocket).sendMail({
      from: 'Ada <ada@example.com>',
      to: 'grace@example.com',
      bcc: 'hidden@example.com',
      subject: 'Größe',
      text: 'first\n.\nlast\n',
    })

    const [name] = await readdir(client.mailboxPath)
    const mail = await simpleParser(await readFile(join(client.mailboxPath, name)))
    assert.match(name, /\.eml$/)
    assert.equal(mail.subject, 'Größe')
    assert.equal(mail.text, 'first\n.\nlast\n')
    assert.equal(mail.headers.get('x-easystart-envelope-from'), 'ada@example.com')
    assert.equal(
      mail.headers.get('x-easystart-envelope-to'),
      'grace@example.com, hidden@example.com'
    )
  })

  for (const [environment, kept] of [
    ['development', 1],
    ['test', 0],
  ] as const) {
    test(`a new mail server of ${environment} finds ${kept} of one earlier mail`, async ({
      assert,
    }) => {
      const client = checkout.client({ environment })
      await client.acquire(['mailbox'])
      const mail = { from: 'a@example.com', to: 'b@example.com', subject: 'Earlier' }
      await transport(client.smtpSocket).sendMail(mail)
      await client.release()

      await client.acquire(['mailbox'])
      assert.lengthOf(await readdir(client.mailboxPath), kept)
    })
  }

  test('file names sort by arrival', async ({ assert }) => {
    const client = checkout.client()
    await client.acquire(['mailbox'])
    const before = await readdir(client.mailboxPath)
    for (const subject of ['first', 'second', 'third']) {
      await transport(client.smtpSocket).sendMail({ from: 'a@b.c', to: 'd@e.f', subject })
    }

    const names = await readdir(client.mailboxPath)
    const added = names.filter((name) => !before.includes(name)).sort()
    const mails = await Promise.all(
      added.map(async (name) => simpleParser(await readFile(join(client.mailboxPath, name))))
    )
    assert.deepEqual(
      mails.map((mail) => mail.subject),
      ['first', 'second', 'third']
    )
  })

  test('a mail over 25 MB is refused and not stored', async ({ assert }) => {
    const client = checkout.client()
    await client.acquire(['mailbox'])
    const before = await readdir(client.mailboxPath)

    const huge = { filename: 'huge', content: Buffer.alloc(20 * 1024 * 1024) }
    const sending = transport(client.smtpSocket).sendMail({
      from: 'a@b.c',
      to: 'd@e.f',
      attachments: [huge],
    })
    await assert.rejects(() => sending, /552/)
    assert.deepEqual(await readdir(client.mailboxPath), before)
  })
})

function transport(socket: string) {
  return createTransport({
    host: 'localhost',
    ignoreTLS: true,
    getSocket(_options: unknown, done: (error: Error | null, socket?: unknown) => void) {
      const connection = connect(socket)
      connection.once('connect', () => done(null, { connection }))
      connection.once('error', done)
    },
  } as object)
}
