import { test } from '@japa/runner'
import { fileName } from '#files/main'

const names: [string, string][] = [
  ['Angebot für Ada.pdf', 'Angebot für Ada.pdf'],
  ['عقد.pdf', 'عقد.pdf'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\fakepath\\offer.pdf', 'offer.pdf'],
  ['offer\u202Efdp.exe', 'offerfdp.exe'],
  ['a\r\nb\u0000.pdf', 'ab.pdf'],
  ['a "b" <c>.pdf', 'a _b_ _c_.pdf'],
  ['.htaccess', 'htaccess'],
  [' spaces   within .pdf ', 'spaces within .pdf'],
  ['..', 'file'],
  ['', 'file'],
  ['\ud800.pdf', '\ufffd.pdf'],
]

test.group('Files | names', () => {
  for (const [given, shown] of names) {
    test(`${JSON.stringify(given)} becomes ${JSON.stringify(shown)}`, ({ assert }) => {
      assert.equal(fileName(given), shown)
    })
  }

  test('a long name keeps its extension', ({ assert }) => {
    const name = fileName(`${'ä'.repeat(400)}.pdf`)
    assert.lengthOf(name, 150)
    assert.match(name, /ä\.pdf$/)
  })
})
