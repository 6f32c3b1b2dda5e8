import { domainToASCII, domainToUnicode } from 'node:url'

/**
 * Invisible characters: spaces, control characters, Unicode's default-ignorable characters (zero-width characters, soft
 * hyphens, direction marks, Hangul fillers, variation selectors), and blank symbols.
 * @see https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point
 */
const INVISIBLE = /^[\s\p{Cc}\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB\u2800\u{1D159}]*$/u

/** The host of an e-mail address. No valid host is longer, and long ones take long to convert. */
const HOST = /(?<=@)[^@]{1,253}$/

/**
 * Whether PostgreSQL, JSON and mails can store the text: U+0000 and lone surrogates are not valid text.
 */
export function isStorable(text: string) {
  return text.isWellFormed() && !text.includes('\0')
}

/**
 * Unifies texts that look the same: `é` can be one character or `e` with an accent. NFC keeps the meaning. NFKC would
 * not: it turns `º` into `o`.
 * @see https://www.rfc-editor.org/rfc/rfc8265#section-4.2
 */
export function normalizeText(text: string) {
  return text.normalize('NFC')
}

/**
 * An e-mail address as accounts store it: in lower case, with its host in one notation, and without invisible
 * characters, which a copied address can contain. It is normalized at the end, because lower-casing can denormalize it.
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

/**
 * `xn--exmple-cua.com` is `exämple.com`, and `example。com` is `example.com`: for mail servers, both notations are the
 * same host.
 */
function hostText(host: string) {
  return domainToUnicode(domainToASCII(host)) || host
}

/**
 * A password stays exactly as it was typed, because each of its characters counts. Only an empty field is null.
 */
export function secretText(text: string) {
  return text === '' ? null : text
}

/**
 * Cleans a typed text: normalized and trimmed, or null if it has no visible character. A browser sends each line break
 * of a plain form as two characters, which would count against the longest text.
 */
export function typedText(text: string) {
  return INVISIBLE.test(text) ? null : normalizeText(text).replaceAll('\r\n', '\n').trim()
}
