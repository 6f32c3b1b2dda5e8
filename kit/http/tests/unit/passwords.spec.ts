import { test } from '@japa/runner'
import { dictionary } from '@zxcvbn-ts/language-common'
import { guessThread } from '#http/passwords/guess_thread'
import { judge } from '#http/passwords/guesser'
import { personalWords } from '#http/passwords/personal_words'
import { lengthOfPassword, spellingsOf } from '#http/passwords/spelling'

const ada = { name: 'Ada Lovelace', email: 'ada.byron@analytics.example.com' }
const WORDS = personalWords(ada, ['Easystart'])

/** Characters that stand for many letters, so that zxcvbn has the most to try. */
const LEET = '()|!<{[/\\$5@4307+2%#&1ilIsSaAeEoO. '

test.group('Passwords | guesser', () => {
  for (const password of [
    ...['password', 'PASSWORD', 'PaSsWoRd', 'P@ssw0rd', 'drowssap', 'password1', 'Password123!'],
    ...['P@ssw0rd2024!', 'monkey-2024!', 'Summer2025!', 'password password', 'passwordpassword1'],
    ...['qwertyuiop', '1qaz2wsx', '12345678', 'aaaaaaaa', 'abcdefgh', '        ', '2024-12-31'],
    ...['contraseña', 'Contraseña-1!', 'كلمة المرور', 'constructor'],
    ...['password'.repeat(16), `password${'1'.repeat(120)}`, '😀'.repeat(128)],
  ]) {
    test(`${password.slice(0, 20)} is common`, ({ assert }) => {
      assert.equal(judge(password, WORDS), 'common')
    })
  }

  for (const password of [
    ...['adalovelace', 'ADA LOVELACE', 'lovelace-ada', 'AdaLovelace1815', 'l0vel4ce!', 'Love-Lace'],
    ...['ecalevol1', 'ada.byron99', 'ada.byron@analytics.example.com', 'analytics.example.com'],
    ...['byron-1234', 'Easystart2024', '3asyst4rt', 'easystart-easystart', 'e-a-s-y-s-t-a-r-t'],
  ]) {
    test(`${password} is personal (ASVS 6.2.11)`, ({ assert }) => {
      assert.equal(judge(password, WORDS), 'personal')
    })
  }

  for (const password of [
    ...[
      'MariaJose2026',
      'MaríaJosé2026',
      'nunez2026!',
      'NÚÑEZ-1985',
      'M4ríaJ0sé!',
      'ñunúz-María-José',
    ],
    ...['zeñun2026', 'mnunez2026', 'MNúñez123!', 'marianunez85', 'MĀRÏÂ josè!'],
  ]) {
    test(`${password} is personal, with or without its accents`, ({ assert }) => {
      const words = personalWords({ name: 'María José Núñez', email: 'hello@example.com' })
      assert.equal(judge(password, words), 'personal')
      assert.equal(judge(password.normalize('NFD'), words), 'personal')
    })
  }

  test('letters of other scripts keep their marks', ({ assert }) => {
    const words = personalWords({ name: 'किरण й', email: 'hello@example.com' })
    assert.include(words, 'किरण')
    assert.equal(judge('किरण2026', words), 'personal')
  })

  for (const password of [
    ...[
      'analytical-engine',
      'correct horse battery staple',
      'kfjwhqpz',
      'Tr0ub4dor&3',
      '👩‍💻🦊🚲🌋🎻🧀🪁🧊',
    ],
    ...['lovelace invented programming in 1843', `${'a'.repeat(40)}kfjwhqpzxv`],
  ]) {
    test(`${password.slice(0, 40)} is neither common nor personal`, ({ assert }) => {
      assert.include(['fair', 'good', 'strong'], judge(password, WORDS))
    })
  }

  test('every password of the list is refused, in any case (ASVS 6.2.4)', ({ assert }) => {
    const passwords = dictionary['passwords-common'].filter(({ length }) => length >= 8)
    const accepted = passwords.filter((one) => judge(one.toUpperCase(), []) !== 'common')

    assert.isAbove(dictionary['passwords-common'].length, 10_000)
    assert.deepEqual(accepted, [])
  }).timeout(120_000)

  test('a name of any length gives few words, and short ones do not count', ({ assert }) => {
    const words = personalWords({ name: `Li ${'word '.repeat(100)}${'x'.repeat(200)}`, email: '@' })

    assert.isAtMost(words.length, 40)
    assert.include(words, 'word')
    assert.notInclude(words, 'li')
    assert.deepEqual(personalWords({}), [])
  })

  test('a file that "node ace dev" has reloaded finds its thread', async ({ assert }) => {
    const reloaded = new URL('../../passwords/guess_thread.ts?hot-hook=1', import.meta.url)
    const { guessThread: thread } = await import(reloaded.href)
    assert.equal(await thread.judge('violet-anchor-93-lake', []), 'strong')
  })

  test('requests do not wait for the dictionary or for the worst password', async ({ assert }) => {
    const before = process.threadCpuUsage()
    const verdicts = await Promise.all(
      Array.from({ length: 10 }, (_, seed) => guessThread.judge(leet(seed), WORDS))
    )
    const { user, system } = process.threadCpuUsage(before)

    assert.deepEqual(new Set(verdicts), new Set(['strong']))
    assert.isBelow((user + system) / 1000, 150, 'milliseconds of this thread, for all ten')
  })
})

test.group('Passwords | spelling', () => {
  test('a character is a code point after NFC', ({ assert }) => {
    assert.equal(lengthOfPassword('😀'.repeat(8)), 8)
    assert.equal(lengthOfPassword('é'.normalize('NFD')), 1)
    assert.equal(lengthOfPassword('👩‍💻'), 3)
    assert.equal(lengthOfPassword('  a  '), 5)
  })

  test('only text that can be spelled differently has several spellings', ({ assert }) => {
    assert.lengthOf([...spellingsOf(' secret-password 😀')], 1)
    assert.sameMembers(
      [...spellingsOf('é'.normalize('NFD'))],
      ['é'.normalize('NFC'), 'é'.normalize('NFD')]
    )
  })
})

function leet(seed: number) {
  const digits = Array.from({ length: 128 }, (_, i) => Math.abs(Math.sin(seed * 128 + i + 1)) * 1e6)
  return digits.map((digit) => LEET[Math.floor(digit) % LEET.length]).join('')
}
