import { domainToASCII, domainToUnicode } from 'node:url'

/**
 * Characters that show nothing: spaces, control characters, what Unicode says to ignore in display (zero-width and soft
 * hyphens, marks of direction, the fillers of Hangul, variation selectors), and the blanks that Unicode counts as symbols.
 * @see https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point
 */
const INVISIBLE = /^[\s\p{Cc}\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB\u2800\u{1D159}]*$/u

/** Of an e-mail address. No host is longer, and the notations of a long one take long to compare. */
const HOST = /(?<=@)[^@]{1,253}$/

/**
 * Whether PostgreSQL, JSON and mails can hold the text: U+0000 and half of a surrogate pair are in no text.
 */
export function isStorable(text: string) {
  return text.isWellFormed() && !text.includes('\0')
}

/**
 * One way to write what looks the same: `é` typed as one character or as `e` with an accent. NFC leaves what it stands for
 * alone, as NFKC would not, which turns `º` into `o` and would change the passwords of those who have it in theirs.
 * @see https://www.rfc-editor.org/rfc/rfc8265#section-4.2
 */
export function normalizeText(text: string) {
  return text.normalize('NFC')
}

/**
 * An e-mail address as accounts have it: in lower case, with its host in one notation, and without characters that nobody
 * sees, which a copied address may bring along. Small letters may be written in two ways again.
 */
export function emailText(text: string) {
  return normalizeText(
    text
      .toLowerCase()
      .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
      .trim()
      .replace(HOST, hostText)
  )
}

/** `xn--exmple-cua.com` is `exämple.com`, and `example。com` is `example.com`: mail servers know one host, not two. */
function hostText(host: string) {
  return domainToUnicode(domainToASCII(host)) || host
}

/**
 * A text as it goes into the app: normalized, without spaces around it, and null if there is nothing to see in it.
 */
export function typedText(text: string) {
  return INVISIBLE.test(text) ? null : normalizeText(text).trim()
}
