import type { Kind } from '#generators/resource/kinds/main'
import type { Field } from '#generators/resource/field'

/** Of these, #files/sample_file has one, for factories and tests. */
const WITH_SAMPLE = ['csv', 'docx', 'json', 'md', 'pdf', 'png', 'pptx', 'txt', 'xlsx']
const EXTENSIONS = [...WITH_SAMPLE, 'avif', 'gif', 'jpeg', 'jpg', 'webp', 'zip']
const PICTURES = ['png', 'jpg', 'jpeg', 'webp']
const USUAL = ['pdf', 'docx', 'xlsx', 'txt', 'png', 'jpg', 'jpeg']
const LARGEST = 10

/** The extensions that a field takes. */
function extensionsOf({ args }: Field) {
  if (args.length === 0) return USUAL
  return args[0] === 'image' ? PICTURES : args
}

/** The name of the smallest file that the field takes: `cover.pdf`. */
export function sampleName(field: Field) {
  const extension = extensionsOf(field).find((one) => WITH_SAMPLE.includes(one))!
  return { name: `${field.column}.${extension}`, extension }
}

const listOf = (field: Field) =>
  `[${extensionsOf(field)
    .map((one) => `'${one}'`)
    .join(', ')}]`

export const FILE: Kind = {
  word: 'file',
  aliases: ['upload', 'attachment'],
  example: 'file(pdf,png)',
  asks: 'types, with commas, such as pdf,csv, or image, empty for all',
  about: `a file of at most ${LARGEST} MB: a document or a picture, only pictures with file(image), or the types that you name`,
  modifiers: [],
  isFile: true,
  list: { isHidden: true },
  checkArgs(args) {
    if (args.includes('image')) return args.length === 1 ? undefined : 'takes image alone'
    const unknown = args.find((one) => !EXTENSIONS.includes(one))
    if (unknown) return `does not know ${unknown}, only ${EXTENSIONS.join(', ')} and image`
    const hasSample = args.length === 0 || args.some((one) => WITH_SAMPLE.includes(one))
    return hasSample ? undefined : `needs one of ${WITH_SAMPLE.join(', ')} too, for the tests`
  },
  column: ({ column }) => `jsonb('${column}')`,
  declares: ({ isOptional }) => ({ type: isOptional ? 'StoredFile | null' : 'StoredFile' }),
  // A file that stays is not sent again.
  rule: (field) => {
    const rule = `recordFile({ extensions: ${listOf(field)}, size: '${LARGEST} MB' })`
    return field.isOptional
      ? `${rule}.nullable().optional()`
      : `${rule}.optional().requiredWhen(({ meta }) => meta.isNew)`
  },
  ruleImports: () => [{ from: '#files/main', named: ['recordFile'] }],
  factory: (field, { names }) => `await sampleFile('${names.table}', '${sampleName(field).name}')`,
  sample: () => ({ typed: '', stored: '', shown: '' }),
  invalid: () => [],
  input: (field, { names }) => ({
    component: 'FileField',
    attributes: [
      `:extensions="${listOf(field)}"`,
      // The page writes decimal units, and the server allows a little more.
      `:largest="${LARGEST}_000_000"`,
      `:stored="${names.one}?.${field.name}"`,
    ].join(' '),
    hasNoValue: true,
  }),
}
