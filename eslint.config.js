import { configApp } from '@adonisjs/eslint-config'
import { vue } from '@adonisjs/eslint-config/vue'
import prettier from 'eslint-plugin-prettier/recommended'

/** The modules of each part of kit/ that the product may import. Everything else is the inside of its part. */
const DOORS = {
  queue: [
    'main',
    'define_config',
    'schedules/main',
    'drivers/rabbitmq/hosts',
    'drivers/redis/address',
    'figures',
    'origin',
  ],
  i18n: [
    ...[
      'formats',
      'region',
      'region_cookies',
      'country_habits',
      'stored_region',
      'default_region',
      'time_zones',
      'catalogue',
    ],
    ...['translate', 'translator', 'message_runtime', 'catalogue_loader', 'icu_formatter'],
    ...['page_addresses', 'page_files', 'middleware/*'],
  ],
  http: [
    ...[
      'account/session_store',
      'account/account_sessions',
      'account/client_origin',
      'account/device',
      'account/web_guard',
      'account/rotated_tokens',
      'account/link_token',
    ],
    ...['account/one_time_codes', 'account/recovery_codes', 'account/mailed_codes'],
    ...[
      'account/known_devices',
      'input/text',
      'input/client_address',
      'input/bad_url',
      'input/taken_value',
    ],
    'input/path_on_this_host',
    'account/session_end',
    'wanted_answer',
    ...['passwords/*', 'social/*', 'background', 'live/*', 'account/access_tokens', 'api/*'],
    ...['argon2id', 'plain_headers', 'query_time_limit', 'pending_migrations', 'unavailable'],
    ...[
      'plain_pages',
      'cookie_prefix',
      'problem',
      'forms/*',
      'reader',
      'signed_path',
      'signed_uuid',
      'middleware/*',
      'access/*',
    ],
  ],
  files: ['main', 's3_disk', 'sample_file'],
  lists: ['main'],
  postgres: ['cluster_client', 'cluster_url', 'replica', '*_middleware', 'unnamed_statements'],
  settings: ['main'],
  permissions: ['main'],
  metrics: ['define_config'],
  telemetry: ['define_config', 'main', 'traces/trace_middleware'],
  doctor: ['define_config', 'invalid_environment'],
  backups: ['define_config', 'main'],
  partitions: ['define_config', 'main'],
  keys: ['main', 'key_rules'],
  maintenance: ['maintenance_middleware'],
  local_services: ['main', 'mailbox/mailbox', 'database_url'],
  console: ['asking_command', 'command_error', 'database_connection'],
  soft_deletes: ['main'],
  migrations: ['main'],
}

/** Only adonisrc.ts imports these: providers, commands and hooks. */
const DOORS_OF_ADONISRC = ['*_provider', 'commands/main', 'validation/main', 'input/main']
const HOOKS = ['http_context', 'index_messages', 'registry/index_jobs', 'scan_choices']

/** In a selector, a slash would end the pattern. */
const patternOf = (path) => path.replaceAll('*', '\\w+').replaceAll('/', '\\u002f')

function insideOfKit(...moreDoors) {
  const insides = Object.entries(DOORS).map(
    ([part, doors]) => `^#${part}\\u002f(?!(${[...doors, ...moreDoors].map(patternOf).join('|')})$)`
  )
  return [...insides, '^(\\.\\.?\\u002f)+kit\\u002f'].join('|')
}

/** The aliases of everything that a team writes. The models of kit/ take their columns from the generated schema. */
const PRODUCT = [
  '^#(controllers|events|exceptions|jobs|listeners|mails|middleware|models)\\u002f',
  '^#(notifications|policies|services|transformers|validators|config|generated|providers|start|tests)\\u002f',
  '^#database\\u002f(?!schema$)',
  '^#(settings|permissions)$',
  '^(~|@generated)\\u002f',
].join('|')

/** Relative paths out of kit/, from a file in so many folders of it. */
const outOfKit = (depth) => `^(\\.\\u002f)?(\\.\\.\\u002f){${depth + 1}}`

/** Forbids imports whose path matches, also dynamic ones, those of types, and `require`. */
function wall(regex, message) {
  return {
    'no-restricted-imports': ['error', { patterns: [{ regex, message }] }],
    'no-restricted-syntax': [
      'error',
      { selector: `${IMPORTS} Literal[value=/${regex}/]`, message },
      { selector: `${IMPORTS} TemplateElement[value.raw=/${regex}/]`, message },
    ],
  }
}
const IMPORTS = [
  ':matches(ImportExpression, TSImportType, TSExternalModuleReference',
  'CallExpression[callee.name="require"], CallExpression[callee.object.name="require"]',
  'CallExpression[callee.object.type="MetaProperty"])',
].join(', ')
const NO_PRODUCT = 'kit/ knows nothing of the product: hand it in by a config or a provider.'
const NO_DOOR = 'This is the inside of a part of kit/: import one of its doors (eslint.config.js).'
const PLAIN_FORM = 'Import it from ~/form: that one works without scripts too.'

export default [
  { ignores: ['.adonisjs/**', 'build/**', 'tmp/**', 'public/**', 'database/schema.ts'] },
  ...configApp(),
  ...vue,
  // Pages are TypeScript, and so are the pages that only tests have.
  { files: ['tests/**/*.vue'], languageOptions: vue.at(-1).languageOptions },
  prettier,
  {
    files: ['inertia/**'],
    rules: {
      '@adonisjs/no-backend-import-in-frontend': [
        'error',
        { allowed: ['#i18n/*', '#http/passwords/*'] },
      ],
    },
  },
  {
    files: ['inertia/**'],
    ignores: ['inertia/form.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { name: '@adonisjs/inertia/vue', importNames: ['Form'], message: PLAIN_FORM },
      ],
    },
  },
  // The tests and benches of kit/ run it in this product, so they may import the product.
  ...[1, 2, 3, 4, 5].map((depth) => ({
    files: [`kit${'/*'.repeat(depth)}/*`],
    ignores: ['kit/*/tests/**', 'kit/*/bench/**'],
    rules: wall(`${PRODUCT}|${outOfKit(depth)}`, NO_PRODUCT),
  })),
  {
    // The migrations of the parts are in database/migrations too.
    files: ['{app,config,start,database,inertia,providers,commands}/**'],
    ignores: ['database/migrations/**'],
    rules: wall(insideOfKit(), NO_DOOR),
  },
  { files: ['adonisrc.ts'], rules: wall(insideOfKit(...DOORS_OF_ADONISRC, ...HOOKS), NO_DOOR) },
  { files: ['**/*.vue'], rules: { 'vue/require-default-prop': 'off', 'vue/no-v-html': 'error' } },
]
