const LONGEST = 150

/** Control characters, and those that change the direction of the text: `exe.U+202Efdp` looks like a PDF. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/** Makes a name that can be shown, and that is the name of one file on every system. */
export function fileName(given: string) {
  const [name] = given.toWellFormed().split(/[/\\]/).slice(-1)
  const plain = name
    .replace(UNSEEN, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  return shortened(plain) || 'file'
}

/** Keeps the extension. */
function shortened(name: string) {
  const [extension = ''] = /\.[^.]{1,10}$/.exec(name) ?? []
  const stem = [...name.slice(0, name.length - extension.length)]
  return stem.slice(0, LONGEST - extension.length).join('') + extension
}

/** `pdf` of `Offer.PDF` */
export function extensionOf(name: string) {
  return /\.([^.]+)$/.exec(name)?.[1].toLowerCase() ?? ''
}
