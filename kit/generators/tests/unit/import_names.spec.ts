import { test } from '@japa/runner'
import { mergeCode } from '#generators/resource/existing/change_fields'
import { withUsualNames } from '#generators/syntax/import_names'

const CASES = [
  {
    shows: 'a default import',
    path: 'code.ts',
    before: "import vine from 'v'\nconst a = { b: vine.c() }",
    after: "import vine from 'v'\nconst a = { b: vine.c(), d: vine.e({ vine }) }",
    current: "import v from 'v'\nconst a = { b: v.c() }",
    wanted: "import v from 'v'\nconst a = { b: v.c(), d: v.e({ vine: v }) }",
  },
  {
    shows: 'a named import that only somebody else had',
    path: 'code.ts',
    before: "import { a } from 'm'\na()",
    after: "import { a, b } from 'm'\na()\nb(x.b, { b: 1 })",
    current: "import { a, b as mine } from 'm'\nmine()\na()",
    wanted: "import { a, b as mine } from 'm'\nmine()\na()\nmine(x.b, { b: 1 })",
  },
  {
    shows: 'an import that somebody has removed, because nothing used it any more',
    path: 'code.ts',
    before: "import { a } from 'm'\nconst o = { one: a() }",
    after: "import { a } from 'm'\nconst o = { one: a(), two: a() }",
    current: 'const o = { one: 1 }',
    wanted: "import { a } from 'm'\nconst o = { one: 1, two: a() }",
  },
  {
    shows: 'a component and a function of its template',
    path: 'page.vue',
    before:
      "<script setup>import A from '~/a.vue'\nimport { t } from 't'</script><template><A x='1'>{{ t('a') }}</A></template>",
    after:
      "<script setup>import A from '~/a.vue'\nimport { t } from 't'</script><template><A x='1'>{{ t('a') }}</A><A x='2'>{{ t('b') }}</A></template>",
    current:
      "<script setup>import Mine from '~/a.vue'\nimport { t as text } from 't'</script><template><Mine x='1' class='c'>{{ text('a') }}</Mine></template>",
    wanted:
      "<script setup>import Mine from '~/a.vue'\nimport { t as text } from 't'</script><template><Mine x='1' class='c'>{{ text('a') }}</Mine><Mine x='2'>{{ text('b') }}</Mine></template>",
  },
]

const plain = (text: string) => text.replaceAll(/[\s;]+/g, '').replaceAll('"', "'")

test.group('Names of imports', () => {
  for (const { shows, path, before, after, current, wanted } of CASES) {
    test(`new code uses the name that the file has for ${shows}`, ({ assert }) => {
      const { text, work } = mergeCode(path, before, after, current)
      assert.equal(plain(text), plain(wanted))
      assert.deepEqual(work, [])
    })
  }

  test('a file is read with the usual names, unless another thing has them', ({ assert }) => {
    const mine = [
      "import Client from '#models/customer'",
      "import { recordFile as file, a as b } from 'm'",
      'const a = file(() => Client, b)',
    ]
    const usual = [
      "import Customer from '#models/customer'",
      "import { recordFile, a as b } from 'm'",
      'const a = recordFile(() => Customer, b)',
    ]
    assert.equal(withUsualNames('code.ts', mine.join('\n')), usual.join('\n'))
  })
})
