import LinkifyIt from 'linkify-it'
import tlds from 'tlds' with { type: 'json' }
import vine from '@vinejs/vine'

/** Top-level domains that exist only in examples and private networks (RFC 2606, 6762, 7686). */
const RESERVED_TLDS = ['example', 'invalid', 'internal', 'local', 'localhost', 'onion', 'test']

const linkify = new LinkifyIt({}, { fuzzyIP: true }).tlds([...tlds, ...RESERVED_TLDS])

/** Notations that hide an address from programs: hxxp, [.], (dot), and the full stops of other scripts. */
const SCHEME = /\b(?:h(?:tt|xx)ps?|ftp|mailto)\b|:\s*\/|\/\/|\bwww\d*\s*\./i
const HIDDEN_DOT = /\s*(?:[[({]\s*(?:\.|dot)\s*[\])}]|[。｡])\s*/giu
const HIDDEN_AT = /\s*[[({]\s*(?:@|at)\s*[\])}]\s*/giu
const INVISIBLE = /\p{Cf}/gu

/** Matches "evil .com": no name has a space before a full stop. */
const SPACED_DOT = /\s+\.\s*/gu

/** Mail programs detect a host between any of these characters, and after a dot or a hyphen too. */
const NOT_IN_HOSTS = /[^\p{L}\p{M}\p{N}.@/-]+|(?<=^|\s)[.-]+/gu

/**
 * "J.R.R.Tolkien", "A.de Vries", "Dr.Kim" and "will.i.am" are not hosts, although .de, .kim and .am are top-level
 * domains.
 */
const ABBREVIATION =
  /(?<![\p{L}\p{N}@])(?:\p{Lu}\.(?=\p{L})|(?<=\p{L}\.)\p{L}\.(?=\p{L})|(?:Dipl|Dra?|Fr|Hr|Ing|Jr|Lic|Ma|Mag|Mlle|Mme|Mrs?|Ms|Prof|Sra?|Srta|Sta?|Ste|Sto)\.(?=\p{Lu}))(?!\S*\/)/gu

/**
 * A name that may appear in mails and pages: without a web or mail address, so that nobody can use a sign-up to send
 * advertisements to strangers.
 */
export const personName = vine.createRule((value, _options, field) => {
  if (typeof value !== 'string') return
  if (!field.isValid || !holdsAddress(value)) return
  field.report('The {{ field }} field must not contain a web or e-mail address', 'noAddress', field)
})

function holdsAddress(text: string) {
  const plain = text
    .replace(INVISIBLE, '')
    .replace(HIDDEN_DOT, '.')
    .replace(HIDDEN_AT, '@')
    .normalize('NFKC')
    .replace(SPACED_DOT, '.')
  if (SCHEME.test(plain)) return true

  return linkify.test(plain.replace(NOT_IN_HOSTS, ' ').replace(ABBREVIATION, ' '))
}
