import multiparty from '@poppinss/multiparty'
import string from '@adonisjs/core/helpers/string'
import { bodyParserConfig } from '#http/config'
import { MultipartForm } from '#http/input/multipart_form'
import { E_INPUT_REFUSED, E_INPUT_TOO_LARGE } from '#http/input_exceptions'

type Form = InstanceType<typeof multiparty.Form>
type Arguments = any[]

const LIMIT = string.bytes.parse(bodyParserConfig.multipart.limit)!
const forms = new WeakMap<Form, MultipartForm>()

/**
 * Checks every part of every multipart body, whether the body parser or a route reads it. See
 * docs/decisions/0014-input-limits.md.
 */
export function guardMultipart() {
  const { prototype } = multiparty.Form
  const {
    emit,
    onParseHeaderField,
    onParseHeaderValue,
    onParsePartBegin,
    _write: write,
  } = prototype

  prototype.emit = function (this: Form, event: string, ...args: Arguments) {
    if (event === 'part' && !accepts(this, args[0])) return false
    if (event !== 'error' && !attempt(this, () => examine(this, event, args))) return false
    return emit.call(this, event, ...args)
  }

  /** Nothing would catch an error that is thrown here. */
  prototype._write = function (this: Form, ...args) {
    attempt(this, () => write.apply(this, args))
  }

  prototype.onParsePartBegin = function (this: Form) {
    formOf(this).beginPart()
    return onParsePartBegin.call(this)
  }

  prototype.onParseHeaderField = function (this: Form, bytes: Buffer) {
    formOf(this).header(bytes.length)
    return onParseHeaderField.call(this, bytes)
  }

  prototype.onParseHeaderValue = function (this: Form, bytes: Buffer) {
    formOf(this).header(bytes.length)
    return onParseHeaderValue.call(this, bytes)
  }
}

function examine(form: Form, event: string, args: Arguments) {
  if (event === 'field') formOf(form).field(args[0] ?? '', args[1])
  if (event === 'progress' && Math.max(args[0], args[1] ?? 0) > LIMIT) {
    throw new E_INPUT_TOO_LARGE(['it has too many bytes'])
  }
}

/**
 * @returns whether the part may be read; otherwise it is discarded
 */
function accepts(
  form: Form,
  part: NodeJS.ReadableStream & { name: string | null; filename: string }
) {
  // Without a listener, an error of an unread part (such as that of an aborted request) would end the process.
  part.on('error', () => {})
  const isGood = !form.error && attempt(form, () => formOf(form).file(part.name, part.filename))
  if (!isGood) part.resume()
  return isGood
}

/** Turns a thrown error into an error of the form, which then stops reading. */
function attempt(form: Form, action: () => void) {
  try {
    action()
    return true
  } catch (error) {
    form.handleError(
      (error as { status?: number }).status ? error : new E_INPUT_REFUSED(['it is malformed'])
    )
    return false
  }
}

function formOf(form: Form) {
  const known = forms.get(form) ?? new MultipartForm()
  forms.set(form, known)
  return known
}
