import { withoutAccents } from '#http/passwords/spelling'

/** Shorter words are in many passwords by chance. */
const SHORTEST = 3

/** A name can have 255 characters, and each word costs time. */
const LONGEST = 64
const MOST = 40

export interface Person {
  name?: string
  email?: string
}

/**
 * The words that somebody who knows the person tries first: of the name, of the e-mail address and of its domain, alone
 * and joined, with and without accents.
 * @param more such as the name of the product
 */
export function personalWords({ name = '', email = '' }: Person, more: string[] = []) {
  const [mailbox = '', domain = ''] = email.split('@')
  const names = wordsOf(name)
  const words = [
    ...[name, names.join(''), names.toReversed().join(''), initialAndLast(names)],
    ...[email, mailbox, wordsOf(mailbox).join(''), domain, domain.replace(/\.[^.]*$/, '')],
    ...[...names, ...wordsOf(mailbox), ...wordsOf(domain.replace(/\.[^.]*$/, ''))],
    ...more.flatMap((text) => [text, wordsOf(text).join(''), ...wordsOf(text)]),
  ]
    .map((word) => word.normalize('NFC').toLowerCase())
    .flatMap((word) => [word, withoutAccents(word)])

  const usable = words.filter(({ length }) => length >= SHORTEST && length <= LONGEST)
  return [...new Set(usable)].slice(0, MOST)
}

/** Maria Lopez is "mlopez" in many offices. */
function initialAndLast(names: string[]) {
  const [initial = ''] = names[0] ?? ''
  return names.length > 1 ? initial + names.at(-1) : ''
}

function wordsOf(text: string) {
  return text.split(/[^\p{L}\p{M}\p{N}]+/u).filter(Boolean)
}
