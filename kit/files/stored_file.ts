/** A file of a record, as its `jsonb` column has it. */
export interface StoredFile {
  /** Its place on the disk. Nobody can guess it, and it never gets other bytes. */
  key: string
  /** The name that the person gave it, without parts that could deceive. */
  name: string
  /** In bytes. */
  size: number
  /** The media type of its content. */
  type: string
}

/** A file, as pages and clients see it. */
// A type, because only types are JSON for the tests of pages.
type ShownFile = {
  name: string
  size: number
  /** Browsers show it as a picture. */
  isPicture: boolean
  address: string
}

/** Formats that run no scripts. SVG and HTML do, so they are only downloaded. */
const PICTURES = ['image/avif', 'image/gif', 'image/jpeg', 'image/png', 'image/webp']

export const isPicture = ({ type }: StoredFile) => PICTURES.includes(type)

export function shownFile<File extends StoredFile | null>(file: File, address: string) {
  const shown = file && {
    name: file.name,
    size: file.size,
    isPicture: isPicture(file),
    address,
  }
  return shown as File extends null ? null : ShownFile
}
