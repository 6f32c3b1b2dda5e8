import { configApp } from '@adonisjs/eslint-config'
import { vue } from '@adonisjs/eslint-config/vue'
import prettier from 'eslint-plugin-prettier/recommended'

/** Aliases and paths of what a team writes. */
const PRODUCT =
  '^#(controllers|events|exceptions|generated|input|jobs|listeners|mails|middleware|models|services|transformers|validators|config|start)\\u002f|\\.\\.\\u002f(app|config|inertia|start)\\u002f'
const WALL = 'kit/ knows nothing of the product: hand it in by a config or a provider.'

export default [
  { ignores: ['.adonisjs/**', 'build/**', 'tmp/**', 'public/**', 'database/schema.ts'] },
  ...configApp(),
  ...vue,
  prettier,
  {
    files: ['inertia/**'],
    rules: { '@adonisjs/no-backend-import-in-frontend': ['error', { allowed: ['#i18n/*'] }] },
  },
  {
    files: ['kit/**'],
    ignores: ['kit/*/tests/**', 'kit/*/bench/**'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ regex: PRODUCT, message: WALL }] }],
      'no-restricted-syntax': [
        'error',
        { selector: `ImportExpression[source.value=/${PRODUCT}/]`, message: WALL },
      ],
    },
  },
  { files: ['**/*.vue'], rules: { 'vue/require-default-prop': 'off', 'vue/no-v-html': 'error' } },
]
