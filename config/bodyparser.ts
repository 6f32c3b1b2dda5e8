import { defineConfig } from '@adonisjs/core/bodyparser'
import inputConfig from '#config/input'

/** Spaces around texts and texts of nothing are the work of kit/http/input/text.ts, for all of them. */
const untouched = { trimWhitespaces: false, convertEmptyStringsToNull: false }

const bodyParserConfig = defineConfig({
  allowedMethods: ['POST', 'PUT', 'PATCH', 'DELETE'],

  form: {
    ...untouched,
    limit: inputConfig.body,
    queryString: { depth: inputConfig.depth, arrayLimit: inputConfig.index },
    types: ['application/x-www-form-urlencoded'],
  },

  json: {
    ...untouched,
    limit: inputConfig.body,
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
    fieldsLimit: inputConfig.body,
    maxFields: inputConfig.fields,
    types: ['multipart/form-data'],
  },
})

export default bodyParserConfig
