import { defineConfig } from '@adonisjs/core/bodyparser'
import inputConfig from '#config/input'

/** kit/http/input/text.ts trims texts and turns empty ones into null, for every kind of body. */
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
     * The route patterns that accept files: `autoProcess: ['/settings/avatar', '/teams/:id/documents']`. Only their
     * files are written to disk, and they are deleted after the response unless the action has moved them. All other
     * routes get only the form's fields. `processManually` lists routes that read the stream themselves.
     */
    autoProcess: ['/settings/avatar', '/management/logo'],
    processManually: [],
    limit: '20mb',
    fieldsLimit: inputConfig.body,
    maxFields: inputConfig.fields,
    types: ['multipart/form-data'],
  },
})

export default bodyParserConfig
