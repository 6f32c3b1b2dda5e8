/** Characters are Unicode code points after NFC: an emoji or an accented letter counts once. */
export const PASSWORD_LENGTH = { min: 8, max: 128 }

/**
 * Unifies passwords that look the same, on each device and keyboard. Nothing else changes: spaces at both ends stay.
 * NFKC would turn `º` into `o`.
 * @see https://www.rfc-editor.org/rfc/rfc8265#section-4.2
 */
export function normalizePassword(text: string) {
  return text.normalize('NFC')
}

/** "María" is "maria" for somebody who guesses. */
export function withoutAccents(text: string) {
  return text
    .normalize('NFD')
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .normalize('NFC')
}

export function lengthOfPassword(text: string) {
  return [...normalizePassword(text)].length
}

/**
 * The spellings that a hash can be of, most likely first. Hashes of other programs are often not normalized: they are of
 * the text that a keyboard or a system sent.
 */
export function spellingsOf(typed: string) {
  return new Set([normalizePassword(typed), typed, typed.normalize('NFD')])
}
