import { fileTypeFromFile, supportedExtensions } from 'file-type'
import { extensionOf } from '#files/file_name'

/** Extensions whose content begins like that of another one. */
const SAME: Record<string, string> = {
  ...{ jpeg: 'jpg', tiff: 'tif', htm: 'html', doc: 'cfb', xls: 'cfb', ppt: 'cfb' },
}

/** Formats of plain text that a browser may get under their own type. All others are only bytes. */
const TEXTS: Record<string, string> = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
  md: 'text/markdown; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
}

const sameAs = (extension: string) => SAME[extension] ?? extension

/**
 * The media type of a file whose content and name agree. A format with a signature must have it, and a format without one
 * must not look like another.
 * @returns null if they do not agree
 */
export async function contentType(path: string, name: string) {
  const extension = extensionOf(name)
  const found = await fileTypeFromFile(path)
  if (found) return sameAs(found.ext) === sameAs(extension) ? found.mime : null
  const hasSignature = (supportedExtensions as ReadonlySet<string>).has(sameAs(extension))
  return hasSignature ? null : (TEXTS[extension] ?? 'application/octet-stream')
}
