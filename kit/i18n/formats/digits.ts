/** The zeros of the decimal digits that Intl uses in some locales. The other nine digits follow each zero. */
const ZEROS = [
  0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66,
  0x0e50, 0x0ed0, 0x0f20, 0x1040, 0x17e0, 0x1810, 0xff10,
]

/** Invisible marks that set the reading direction. */
const DIRECTION_MARKS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

const MINUS_SIGNS = /[\u2212\ufe63\uff0d]/g

/** Normalizes typed text: European digits, a plain minus sign, no direction marks. */
export function plainText(text: string) {
  return withoutDirection(text)
    .replace(/\p{Nd}/gu, (digit) => europeanDigit(digit))
    .replace(MINUS_SIGNS, '-')
    .trim()
}

export function withoutDirection(text: string) {
  return text.replace(DIRECTION_MARKS, '')
}

function europeanDigit(digit: string) {
  const code = digit.codePointAt(0)!
  const zero = ZEROS.find((start) => code >= start && code < start + 10)
  return zero === undefined ? digit : String(code - zero)
}
