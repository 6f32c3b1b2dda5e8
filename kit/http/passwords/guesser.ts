import { ZxcvbnFactory, type MatchExtended } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'
// A thread of `node ace` has no aliases: see guess_worker.ts.
import { withoutAccents } from './spelling.ts'

/**
 * `personal`: made of words that somebody who knows the account tries first. `common`: on the list of 49,000 common
 * passwords, or one of them with a trivial change, or a pattern.
 */
export type Verdict = 'personal' | 'common' | 'fair' | 'good' | 'strong'

const VERDICTS = ['common', 'common', 'fair', 'good', 'strong'] as const

/** The time of zxcvbn grows with the cube of the length, so longer passwords are read in parts. */
const PART = 32

/** Guesses that a part must withstand beside a personal word. */
const ENOUGH = 1e6

/** Guesses that a common word with digits and signs must withstand. */
const ENOUGH_AROUND_WORD = 1e8

/** The list of common passwords is of English ones. */
const COMMON_ELSEWHERE = [
  ...['contraseña', 'contraseñas', 'micontraseña', 'contrasena', 'contrasenas', 'micontrasena'],
  ...['كلمة المرور', 'كلمة السر', 'كلمةالمرور', 'كلمةالسر'],
]

const zxcvbn = new ZxcvbnFactory({
  dictionary: { ...dictionary, 'common-elsewhere': COMMON_ELSEWHERE },
  graphs: adjacencyGraphs,
  maxLength: PART,
  l33tMaxSubstitutions: 16,
})

/**
 * Judges a password by its strongest part: more text never makes it weaker.
 * @param words of the account, see `personalWords`
 */
export function judge(password: string, words: string[]): Verdict {
  const verdicts = partsOf(password).map((part) => judgePart(part, words))
  const ranks = ['common', 'personal', 'fair', 'good', 'strong'] as const
  return ranks.findLast((rank) => verdicts.includes(rank))!
}

/** A password that repeats itself is as good as its first part: the others hold nothing new. */
function partsOf(password: string) {
  const parts = password.match(new RegExp(`[^]{1,${PART}}`, 'g')) ?? ['']
  return isRepeated(password) ? parts.slice(0, 1) : parts
}

function isRepeated(text: string) {
  return text.length > PART && (text + text).indexOf(text, 1) < text.length
}

function judgePart(part: string, words: string[]): Verdict {
  const { score, sequence } = zxcvbn.check(part, words)
  const others = sequence.filter((match) => match.dictionaryName !== 'userInputs')
  if (others.length < sequence.length && guessesOf(others) < ENOUGH) return 'personal'
  if (part !== plain(part) && judgePart(plain(part), words) === 'personal') return 'personal'
  return isDecorated(sequence) ? 'common' : VERDICTS[score]
}

/** "Lóve-lace" is "Lovelace". */
function plain(text: string) {
  return withoutAccents(text).replace(/[^\p{L}\p{M}\p{N}]/gu, '')
}

/** "Monkey-2024!": one common word, and around it only digits and signs. */
function isDecorated(sequence: MatchExtended[]) {
  const words = sequence.filter(({ pattern }) => pattern === 'dictionary')
  const different = new Set(words.map(({ matchedWord }) => matchedWord))
  const others = sequence.filter(({ pattern }) => pattern !== 'dictionary')
  return (
    different.size === 1 &&
    others.every(({ token }) => !/\p{L}/u.test(token)) &&
    guessesOf(sequence) < ENOUGH_AROUND_WORD
  )
}

function guessesOf(matches: MatchExtended[]) {
  return matches.reduce((product, { guesses }) => product * guesses, 1)
}
