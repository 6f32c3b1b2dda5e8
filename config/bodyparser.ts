import { defineConfig } from '@adonisjs/core/bodyparser'

/**
 * How much one request may bring, in a body of any kind and in its query. More is answered 400, or 413 where it is a matter
 * of amount, before any of it is processed.
 */
export const inputLimits = {
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

/** Spaces around texts and texts of nothing are the work of app/input/text.ts, for all of them. */
const untouched = { trimWhitespaces: false, convertEmptyStringsToNull: false }

const bodyParserConfig = defineConfig({
  allowedMethods: ['POST', 'PUT', 'PATCH', 'DELETE'],

  form: {
    ...untouched,
    limit: inputLimits.body,
    queryString: { depth: inputLimits.depth, arrayLimit: inputLimits.index },
    types: ['application/x-www-form-urlencoded'],
  },

  json: {
    ...untouched,
    limit: inputLimits.body,
    types: ['application/json', 'application/json-patch+json', 'application/vnd.api+json'],
  },

  multipart: {
    ...untouched,

    /**
     * The patterns of the routes that take files: `autoProcess: ['/settings/avatar', '/teams/:id/documents']`. Only theirs are
     * written to disk, and are gone when the request has been answered, unless the action has moved them. Any other route
     * gets the fields of the form alone. `processManually` lists routes that read the stream themselves.
     */
    autoProcess: [],
    processManually: [],
    limit: '20mb',
    fieldsLimit: inputLimits.body,
    maxFields: inputLimits.fields,
    types: ['multipart/form-data'],
  },
})

export default bodyParserConfig
