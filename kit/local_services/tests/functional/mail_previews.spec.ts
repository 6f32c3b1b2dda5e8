import ace from '@adonisjs/core/services/ace'
import { test } from '@japa/runner'
import { LOCALES } from '#config/i18n'
import { names } from '#mails/previews'
import MailPreview from '#local_services/commands/mail_preview'

test.group('Mail previews', () => {
  test('the list has every mail in every language', async ({ assert, client }) => {
    const response = await client.get('/dev/mails')

    response.assertStatus(200)
    for (const name of names) {
      for (const locale of LOCALES) {
        assert.include(response.text(), `href="/dev/mails/${name}?language=${locale}"`)
      }
    }
  })

  test('a mail is shown in the chosen language, its HTML in a frame without scripts', async ({
    assert,
    client,
  }) => {
    const response = await client.get('/dev/mails/password_changed?language=ar')
    const page = response.text()

    assert.include(page, 'dir=&quot;rtl&quot;')
    assert.match(page, /<iframe [^>]*sandbox="(?![^"]*allow-scripts)/)
    assert.include(page, '/logo.png')
    assert.notInclude(page, 'cid:logo')
    assert.match(response.header('content-security-policy')!, /style-src 'self' 'unsafe-inline';/)
    assert.match(response.header('content-security-policy')!, /script-src 'self' 'nonce-/)
  })

  test('a mail shows its text', async ({ assert, client }) => {
    const response = await client.get('/dev/mails/welcome?part=text&language=es')

    assert.include(response.text(), '<pre dir="auto" lang="es"')
    assert.notInclude(response.text(), '<iframe')
  })

  test('a mail opens alone', async ({ assert, client }) => {
    const response = await client.get('/dev/mails/welcome/html?language=ar')

    assert.include(response.text(), '<html lang="ar" dir="rtl">')
  })

  test('an unknown mail has no page: {$self}')
    .with(['/dev/mails/unknown', '/dev/mails/unknown/html', '/dev/mails/constructor'])
    .run(async ({ client }, path) => {
      const response = await client.get(path)
      response.assertStatus(404)
    })

  test('an unknown language is that of the page', async ({ assert, client }) => {
    const response = await client
      .get('/dev/mails/welcome?language=xx')
      .header('accept-language', 'es')

    assert.include(response.text(), '<html lang="es"')
  })
})

test.group('Commands | mail:preview', () => {
  test('the command prints the address of {0}')
    .with([
      ['all mails', [], '/dev/mails'],
      ['one mail', ['welcome', '--language=ar'], '/dev/mails/welcome?language=ar'],
    ] as [string, string[], string][])
    .run(async ({ assert }, [, args, address]) => {
      const { exitCode, output } = await run(args)
      assert.equal(exitCode, 0)
      assert.isTrue(output.endsWith(address), output)
    })

  test('an unknown mail is refused with the names of the others', async ({ assert }) => {
    const { exitCode, output } = await run(['nothing'])
    assert.equal(exitCode, 1)
    assert.include(output, 'There is no mail "nothing". Give one of access_token,')
  })
})

async function run(args: string[]) {
  ace.ui.switchMode('raw')
  const command = await ace.create(MailPreview, args)
  await command.exec()
  const lines = command.ui.logger.getLogs().map(({ message }) => message)
  command.ui.logger.flushLogs()
  return { exitCode: command.exitCode, output: lines.join('\n') }
}
