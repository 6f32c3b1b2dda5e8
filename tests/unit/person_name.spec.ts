import { test } from '@japa/runner'
import { createRegistrationValidator } from '#validators/auth'

/** The rule that rejects the name of a sign-up, or undefined. */
async function refusalOf(name: string) {
  const details = { name, email: 'ada@example.com', password: 'analytical-engine' }
  const [error] = await createRegistrationValidator.tryValidate(details)
  return error?.messages[0].rule as string | undefined
}

const ADDRESSES = [
  'You won 900 EUR, claim at https://prize.example.net now',
  ...[
    'prize.example.net',
    'PRIZE.EXAMPLE.NET',
    'Prize.Example.Net',
    'Visit evil.com!',
    'evil.com.',
  ],
  ...[
    'www.prize',
    'WWW . prize',
    'http:prize',
    '//evil.example',
    'https:\\\\evil.com',
    'ftp://x.y',
  ],
  ...[
    'hxxp prize',
    'hxxps://a.b',
    'prize[.]example[.]net',
    'prize(dot)com',
    'ada [at] example.com',
  ],
  ...[
    'prize．example．net',
    'prize。com',
    'prize․com',
    'ｈｔｔｐ：／／ｅｖｉｌ．ｃｏｍ',
    'ada＠example．com',
  ],
  ...[
    'pri\u200Bze.exam\u00ADple.com',
    '🎁evil.com🎁',
    'Ada_evil.com',
    'Ada,evil.com',
    '..evil.com',
  ],
  ...[
    'evil .com',
    'evil . com',
    'evil\u00A0.\u2003com',
    'evil .com!',
    'evil [ . ] com',
    'evil ．com',
  ],
  ...['www.evil', 'http://evil', 'Ada http: evil', 'will.i.am/x', 'x.evil.am', 'evil.am.x.y'],
  ...['a@b.com', 'mailto:ada', 'bit.ly/x', 'Bit.ly', 'T.Co/Abc', 'J.Smith.com', 'Dr.Evil.com'],
  ...['пример.рф', 'xn--e1afmkfd.xn--p1ai', '192.0.2.1', 'evil.example', 'evil.test', 'shop.onion'],
]

const NAMES = [
  ...['Ada Lovelace', 'Dr. Smith', 'Dr.Kim', 'Prof.Dr.Kim', 'St.John', 'St. John', 'Ma.Teresa'],
  ...[
    'J.R.R. Tolkien',
    'J.R.R.Tolkien',
    'J.Li',
    'A.de Vries',
    'W.E.B. Du Bois',
    'A. Net',
    'M.I.A.',
  ],
  ...[
    'Sammy Davis Jr.',
    'Ada, Ph.D.',
    'Mr. Com',
    'Dipl.Ing. Meier',
    'Joh.Seb.Bach',
    'ada.lovelace',
  ],
  ...[
    'Ravi s/o Kumar',
    "O'Connor",
    'Mary-Jane O’Neil',
    'Tom & Jerry',
    'X Æ A-12',
    'Ada (Countess)',
  ],
  ...['will.i.am', 'Will.I.Am', 'J. R. R. Tolkien', 'J . R . R . Tolkien', 'Ph.D.', 'Dr.Ahmed'],
  ...["O'Brien-Smith", 'Jean-Luc', 'Lars K:son Ek', 'd’Artagnan', 'Dr. Dr. h.c. Weiß', 'Łukasz'],
  ...['علي', 'דוד', 'राम कुमार', '김민수', 'さくら', 'Θεόδωρος', 'สมชาย', 'Гаррі', 'Ọlá', 'Þór'],
  ...['M’Bala', 'de la Cruz y Ríos', 'Smith, Jr.', 'Nuñez, Lic.', 'E.E. Cummings', 'José M.ª Ruiz'],
  ...[
    'María José',
    'Nguyễn Văn A',
    'Жан-Клод',
    'أحمد بن محمد',
    '李·小龙',
    'ʻOkina',
    'S.A. de C.V.',
  ],
]

test.group('The name of a person', () => {
  test('a name with an address is refused: {$self} (ASVS 1.3.3)')
    .with(ADDRESSES)
    .run(async ({ assert }, name) => {
      assert.equal(await refusalOf(name), 'noAddress')
    })

  test('{$self} is accepted as a name')
    .with(NAMES)
    .run(async ({ assert }, name) => {
      assert.isUndefined(await refusalOf(name))
    })

  test('a name with a line break or a control character is refused (ASVS 1.3.11)')
    .with(['\r\n', '\n', '\r', '\t', '\v', '\f', '\u0000', '\u001B', '\u0085', '\u2028', '\u2029'])
    .run(async ({ assert }, character) => {
      assert.equal(await refusalOf(`Ada${character}Bcc: ada`), 'singleLine')
    })
})
