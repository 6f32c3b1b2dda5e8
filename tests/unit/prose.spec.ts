import { glob, readFile } from 'node:fs/promises'
import { test } from '@japa/runner'

// A title that opens with one of these words has no subject of its own.
const NO_SUBJECT =
  'what|which|who|whoever|whom|those|it|is|has|asks|ends|keeps|leaves|refuses|removes|sets|starts'
const TITLE = new RegExp(
  `\\btest(?:\\.group)?\\(\\s*['"\`](?:[^'"\`]* \\| )?(?:${NO_SUBJECT})\\b.*`,
  'gi'
)

// Neither has a sentence, unless it is a question. A cell of a table may, as a heading.
const SENTENCE = /(?:^[\s/*#>-]*|\d\. |[.!?:] |\*\*|['"`])(?:What|Whatever|Who|Whoever|Those)\b.*/gm

const TEXTS = [
  '{*.md,docs/**/*.md,{app,bin,commands,config,database,inertia,kit,start,tests}/**/*.{ts,vue,md}}',
  'resources/lang/en/*.json',
]

async function uses(pattern: RegExp, files: string[]) {
  const found: string[] = []
  for await (const file of glob(files)) {
    const text = await readFile(file, 'utf8')
    found.push(...Array.from(text.matchAll(pattern), ([match]) => `${file}: ${match.trim()}`))
  }
  return found
}

test('the title of every test has a subject', async ({ assert }) => {
  assert.isEmpty(await uses(TITLE, ['{tests,kit/*/tests}/**/*.spec.ts']))
})

test('every sentence of docs, comments and English messages has a plain subject', async ({
  assert,
}) => {
  const found = await uses(SENTENCE, TEXTS)
  assert.isEmpty(found.filter((sentence) => !sentence.includes('?')))
})
