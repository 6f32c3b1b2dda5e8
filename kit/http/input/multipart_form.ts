import { inputLimits } from '#http/config'
import { checkFieldName } from '#http/input/field_names'
import { isStorable } from '#http/input/text'
import { E_INPUT_REFUSED, E_INPUT_TOO_LARGE } from '#http/input_exceptions'

type Kind = 'value' | 'list' | 'object'

/**
 * Counts the parts of one multipart body. Each method runs before the parser of AdonisJS gets the part, and throws
 * where that parser would throw: nothing catches the parser's own error, so it would end the process.
 */
export class MultipartForm {
  #parts = 0
  #files = 0
  #headerBytes = 0
  #kinds = new Map<string, Kind>()

  beginPart() {
    this.#headerBytes = 0
    if (++this.#parts > inputLimits.fields) throw new E_INPUT_TOO_LARGE(['it has too many fields'])
  }

  /** The parser needs quadratic time to search the headers of a part. */
  header(bytes: number) {
    this.#headerBytes += bytes
    if (this.#headerBytes > inputLimits.partHeaders) {
      throw new E_INPUT_TOO_LARGE(['the headers of a part are too long'])
    }
  }

  field(name: string, value: string) {
    this.#name(name)
    this.#text(value)
  }

  /** The parser skips a part without a name or a file name. */
  file(name: string | null, fileName: string) {
    if (++this.#files > inputLimits.files) throw new E_INPUT_TOO_LARGE(['it has too many files'])
    if (name) this.#name(name)
    this.#text(fileName)
  }

  #text(text: string) {
    if (!isStorable(text)) throw new E_INPUT_REFUSED(['a text has an invalid character'])
  }

  #name(name: string) {
    this.#text(name)
    checkFieldName(name)
    const path = name
      .replace(/["'\\]/g, '')
      .split(/[.[\]]+/)
      .filter(Boolean)
    for (const [index, part] of path.entries()) {
      if (part in Object.prototype) throw new E_INPUT_REFUSED(['a field has an invalid name'])
      this.#remember(path.slice(0, index + 1).join('.'), kindBefore(path[index + 1]))
    }
  }

  /**
   * A field is a value, a list or an object. `a` and `a[size]` together would overwrite a property of the file called
   * `a`.
   */
  #remember(path: string, kind: Kind) {
    if ((this.#kinds.get(path) ?? kind) !== kind) {
      throw new E_INPUT_REFUSED(['a field is both a value and a list'])
    }
    this.#kinds.set(path, kind)
  }
}

function kindBefore(next: string | undefined): Kind {
  if (next === undefined) return 'value'
  return /^\d+$/.test(next) ? 'list' : 'object'
}
