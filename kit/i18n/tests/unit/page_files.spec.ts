import { test } from '@japa/runner'
import { filesOf, messageModules } from '#i18n/page_files'

const manifest = {
  'app.ts': { file: 'app.js', imports: ['_vue.js'] },
  '_vue.js': { file: 'vue.js', imports: ['_runtime.js'] },
  '_runtime.js': { file: 'runtime.js' },
  'page.vue': { file: 'page.js', imports: ['_vue.js', '_field.js'] },
  '_field.js': { file: 'field.js', imports: ['_input.js', '_runtime.js'] },
  '_input.js': { file: 'input.js', imports: ['_field.js'] },
}

test.group('Files of a page', () => {
  test('a page needs each file that it imports once, without those of the entry', ({ assert }) => {
    assert.deepEqual(filesOf(manifest, ['page.vue'], ['app.ts']), [
      'page.js',
      'field.js',
      'input.js',
      'runtime.js',
    ])
  })

  test('a page that is not in the build needs no files', ({ assert }) => {
    assert.deepEqual(filesOf(manifest, ['gone.vue'], ['app.ts', '_vue.js']), [])
  })

  test('a page needs the message file of its language and one for each of its areas', ({
    assert,
  }) => {
    const areas = { 'reports/index': ['billing', 'reports'] }

    assert.deepEqual(messageModules(areas, 'home', 'es'), ['virtual:messages/es'])
    assert.deepEqual(messageModules(areas, 'reports/index', 'es'), [
      'virtual:messages/es',
      'virtual:messages/es/billing',
      'virtual:messages/es/reports',
    ])
  })
})
