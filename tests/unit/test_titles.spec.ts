import { glob, readFile } from 'node:fs/promises'
import { test } from '@japa/runner'

// A title that opens with one of these words has no subject of its own.
const TITLE =
  /\btest(?:\.group)?\(\s*['"`](?:[^'"`]* \| )?(?:what|which|who|whoever|whom|those)\b.*/gi

test('the title of every test has a subject', async ({ assert }) => {
  const titles: string[] = []
  for await (const file of glob('{tests,kit/*/tests}/**/*.spec.ts')) {
    const text = await readFile(file, 'utf8')
    titles.push(...Array.from(text.matchAll(TITLE), ([title]) => `${file}: ${title}`))
  }

  assert.isEmpty(titles)
})
