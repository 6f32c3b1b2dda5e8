/**
 * How much one request may bring, in a body of any kind and in its query. More is answered 400, or 413 where it is a matter
 * of amount, before any of it is processed.
 */
const inputConfig = {
  /** Values, in forms, lists and JSON together. */
  fields: 1000,

  files: 20,

  /** Levels of lists and objects: `a[b][c]` and `{"a":{"b":{"c":1}}}` have three. */
  depth: 10,

  /** The highest position that a name may give in a list: `a[255]`. */
  index: 255,

  /** Characters of a field's name. */
  name: 255,

  /** Bytes of the headers of one part of a multipart body. */
  partHeaders: 2048,

  /** A body without files. One with files has the limit of `multipart` below. */
  body: '1mb',
} as const

export default inputConfig
