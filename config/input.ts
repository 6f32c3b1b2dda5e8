/**
 * Limits for one request: for its query and for a body of any kind. A request beyond them is answered with 400, or 413
 * if it is too large, before any of it is processed.
 */
const inputConfig = {
  /** Number of values in forms, lists and JSON together. */
  fields: 1000,

  files: 20,

  /** Nesting levels of lists and objects: `a[b][c]` and `{"a":{"b":{"c":1}}}` have three. */
  depth: 10,

  /** The highest list position that a name may contain: `a[255]`. */
  index: 255,

  /** Characters in the name of a field. */
  name: 255,

  /** Bytes of the headers of one part of a multipart body. */
  partHeaders: 2048,

  /** Fields of passwords and codes: they stay as they were typed, and no refused form keeps them. */
  secrets: ['password', 'currentPassword', 'code', 'recoveryCode'],

  /** A body without files. A body with files has the limit of `multipart` in config/bodyparser.ts. */
  body: '1mb',
} as const

export default inputConfig
