import { configApp } from '@adonisjs/eslint-config'
import { vue } from '@adonisjs/eslint-config/vue'
import prettier from 'eslint-plugin-prettier/recommended'

export default [
  { ignores: ['.adonisjs/**', 'build/**', 'tmp/**', 'public/**', 'database/schema.ts'] },
  ...configApp(),
  ...vue,
  prettier,
  {
    files: ['inertia/**'],
    rules: { '@adonisjs/no-backend-import-in-frontend': ['error', { allowed: ['#i18n/*'] }] },
  },
  { files: ['**/*.vue'], rules: { 'vue/require-default-prop': 'off', 'vue/no-v-html': 'error' } },
]
