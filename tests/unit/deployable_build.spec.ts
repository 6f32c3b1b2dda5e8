import { glob, readFile } from 'node:fs/promises'
import { matchesGlob, relative } from 'node:path'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import ts from 'typescript'

/** These files mention the build without using it. */
const EXCEPTIONS = /(test_build|test_build\.spec|deployable_build\.spec|deployment\.spec)\.ts$/

test.group('Deployable build', () => {
  test('a deployable build has no test and no bench (ASVS 15.2.3)', ({ assert }) => {
    const { config } = ts.readConfigFile(app.makePath('tsconfig.build.json'), ts.sys.readFile)
    const { fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, app.makePath())
    const files = fileNames.map((name) => relative(app.makePath(), name))

    assert.include(files, 'bin/server.ts')
    assert.deepEqual(
      files.filter((file) => /(^|\/)(tests|bench|\.ci)\/|^bin\/test|\.spec\./.test(file)),
      []
    )
  })

  test('a deployable build has the languages without pseudo-locales', ({ assert }) => {
    const isCopied = (file: string) =>
      app.rcFile.metaFiles.some(({ pattern }) => matchesGlob(file, pattern))

    assert.isTrue(isCopied('resources/lang/en/auth.json'))
    assert.isTrue(isCopied('resources/lang/pt-BR/auth.json'))
    assert.isFalse(isCopied('resources/lang/en-XA/auth.json'))
    assert.isFalse(isCopied('resources/lang/ar-XB/auth.json'))
  })

  test('no test reads or writes the deployable build', async ({ assert }) => {
    const files = await Array.fromAsync(glob('{tests,kit/*/tests}/**/*.*', { cwd: app.makePath() }))
    const tests = files.map((file) => app.makePath(file)).filter((path) => !EXCEPTIONS.test(path))

    for (const path of [
      ...tests,
      app.makePath('bin/test.ts'),
      app.makePath('bin/test_suites.ts'),
    ]) {
      assert.notMatch(await readFile(path, 'utf8'), /(['"`/])build\1|['"`/]build\//, path)
    }
  })
})
