import { test } from '@japa/runner'
import { merge } from '#generators/syntax/merge'

const FILE = 'code.ts'
const PAGE = 'page.vue'

/** The texts before and after a change, the one that somebody has made of the first one, and what becomes of it. */
const MERGED = [
  {
    shows: 'a property that somebody has written before keeps its items',
    before: 'const a = { x: 1 }',
    after: 'const a = { x: 1, filters: { b: 2 } }',
    current: 'const a = { x: 1, filters: { mine: 3 } }',
    wanted: 'const a = { x: 1, filters: { mine: 3, b: 2 } }',
  },
  {
    shows: 'a property that goes leaves the items of somebody else',
    before: 'const a = { x: 1, filters: { b: 2 } }',
    after: 'const a = { x: 1 }',
    current: 'const a = { x: 1, filters: { b: 2, mine: 3 } }',
    wanted: 'const a = { x: 1, filters: { mine: 3 } }',
  },
  {
    shows: 'an import that somebody has written before gets the other names',
    before: "import a from 'a'\na('x')",
    after: "import a from 'a'\nimport { b } from 'b'\na('x')\nb(a)",
    current: "import a from 'a'\nimport { c } from 'b'\nc()\na('x')",
    wanted: "import a from 'a'\nimport { c, b } from 'b'\nc()\na('x')\nb(a)",
  },
  {
    shows: 'an import that somebody needs stays',
    before: "import { b, c } from 'b'\nb(c)",
    after: "import { b } from 'b'\nb()",
    current: "import { b, c } from 'b'\nb(c)\nb(c, 2)",
    wanted: "import { b, c } from 'b'\nb()\nb(c, 2)",
  },
  {
    shows: 'a new statement has the name that somebody has given to a variable',
    before: 'function f(one) {\n  use(one)\n}',
    after: 'function f(one) {\n  use(one)\n  more({ one, two: one.two, three: [one] })\n}',
    current: 'function f(mine) {\n  use(mine)\n}',
    wanted:
      'function f(mine) {\n  use(mine)\n  more({ one: mine, two: mine.two, three: [mine] })\n}',
  },
  {
    shows: 'a call that becomes another one, with a variable that somebody has renamed',
    before: 'function f() {\n  const a = load()\n  const b = x.make({ ...a })\n}',
    after:
      'function f() {\n  const { c, ...a } = load()\n  const b = y.within((trx) => x.make({ ...a }, trx))\n}',
    current: 'function f() {\n  const mine = load()\n  const b = x.make({ ...mine })\n}',
    wanted:
      'function f() {\n  const { c, ...mine } = load()\n  const b = y.within((trx) => x.make({ ...mine }, trx))\n}',
  },
  {
    shows: 'a call of a chain that somebody has made longer',
    before: 'const a = b.c(1).d()',
    after: 'const a = b.c(1).d().e(2)',
    current: 'const a = b.c(1).own().d()',
    wanted: 'const a = b.c(1).own().d().e(2)',
  },
  {
    shows: 'the last item of an array with a comma goes',
    before: "const a = [\n  'x',\n  'y',\n]",
    after: "const a = ['x']",
    current: "// Mine.\nconst a = [\n  'x',\n  'y',\n  // Later: z\n]",
    wanted: "// Mine.\nconst a = [\n  'x',\n  // Later: z\n]",
  },
  {
    shows: 'all items go',
    before: 'const a = { b: 1, c: 2 }\nd(a)',
    after: 'const a = {}\nd(a)',
    current: 'const a = { b: 1, c: 2 }\nd(a, 2)',
    wanted: 'const a = {}\nd(a, 2)',
  },
]

const PAGES = [
  {
    shows: 'a field behind one that stands in a box',
    before: '<template><A v-bind="fields.a" /></template>',
    after: '<template><A v-bind="fields.a" /><B v-bind="fields.b" /></template>',
    current: '<template><div class="x"><A v-bind="fields.a" /></div></template>',
    wanted:
      '<template><div class="x"><A v-bind="fields.a" /></div><B v-bind="fields.b" /></template>',
  },
  {
    shows: 'a field that stands in a box goes',
    before: '<template><A v-bind="fields.a" /><B v-bind="fields.b" /></template>',
    after: '<template><B v-bind="fields.b" /></template>',
    current:
      '<template><div><p>Mine</p><A v-bind="fields.a" /></div><B v-bind="fields.b" /></template>',
    wanted: '<template><div><p>Mine</p></div><B v-bind="fields.b" /></template>',
  },
  {
    shows: 'a new field stands in the box that somebody has put around the others',
    before: '<template><A label="a" /><B label="b" /></template>',
    after: '<template><A label="a" /><B label="b" /><C label="c" /></template>',
    current: '<template><div><A label="a" /><B label="b" /></div></template>',
    wanted: '<template><div><A label="a" /><B label="b" /><C label="c" /></div></template>',
  },
  {
    shows: 'a new field stands behind the box that somebody has put around the last one',
    before: '<template><A label="a" /><B label="b" /></template>',
    after: '<template><A label="a" /><B label="b" /><C label="c" /></template>',
    current: '<template><A label="a" /><div><B label="b" /></div></template>',
    wanted: '<template><A label="a" /><div><B label="b" /></div><C label="c" /></template>',
  },
  {
    shows: 'an element gets something inside of it',
    before: '<template><A label="x" /></template>',
    after: '<template><A label="x"><p>New</p></A></template>',
    current: '<template><A label="x" class="mine" /></template>',
    wanted: '<template><A label="x" class="mine"><p>New</p></A></template>',
  },
  {
    shows: 'an element loses all that is inside of it',
    before: '<template><A label="x"><p>Old</p></A></template>',
    after: '<template><A label="x" /></template>',
    current: '<template><A label="x" class="mine"><p>Old</p></A></template>',
    wanted: '<template><A label="x" class="mine" /></template>',
  },
  {
    shows: 'the value of an attribute, in which somebody has written too',
    before: `<template><A :items="[{ a: 1 }]" /></template>`,
    after: `<template><A :items="[{ a: 1 }, { b: 2 }]" /></template>`,
    current: `<template><A :items="[{ mine: 0 }, { a: 1 }]" /></template>`,
    wanted: `<template><A :items="[{ mine: 0 }, { a: 1 }, { b: 2 }]" /></template>`,
  },
]

/** Changes without a safe place: nothing of the file is changed there, and the developer is told. */
const TOLD = [
  {
    shows: 'a value that both have changed',
    before: 'const a = { b: 1 }',
    after: 'const a = { b: 2 }',
    current: '\nconst a = { b: 3 }',
    work: [{ action: 'write', line: 2, code: 'b: 2' }],
  },
  {
    shows: 'a statement that somebody has removed',
    before: "first()\ntest('a', () => 1)",
    after: "first()\ntest('a', () => 2)",
    current: 'first()',
    work: [{ action: 'write', line: 1, code: "test('a', () => 2)" }],
  },
  {
    shows: 'a test of the same name, which somebody has written before',
    before: 'first()',
    after: "first()\ntest('a', () => 2)",
    current: "first()\ntest('a', () => 3)",
    work: [{ action: 'write', line: 2, code: "test('a', () => 2)" }],
  },
]

const plain = (text: string) => text.replaceAll(/\s+/g, '').replaceAll(/,(?=[\])}/])/g, '')

test.group('Merge', () => {
  for (const [path, cases] of [
    [FILE, MERGED],
    [PAGE, PAGES],
  ] as const) {
    for (const { shows, before, after, current, wanted } of cases) {
      test(`the merge knows: ${shows}`, ({ assert }) => {
        const { text, work } = merge(path, before, after, current)
        assert.equal(plain(text), plain(wanted))
        assert.deepEqual(work, [])
      })
    }
  }

  for (const { shows, before, after, current, work } of TOLD) {
    test(`the developer is told: ${shows}`, ({ assert }) => {
      assert.deepEqual(merge(FILE, before, after, current), { text: current, work })
    })
  }

  test('a file that cannot be read is left alone, with the whole change', ({ assert }) => {
    const { text, work } = merge(FILE, 'a()', 'a()\nb()', 'a(')

    assert.equal(text, 'a(')
    assert.include(work[0].code, '+b()')
  })

  test('a file that nobody has edited gets the text as it is', ({ assert }) => {
    assert.equal(merge(FILE, 'a( )', 'b( )', 'a( )').text, 'b( )')
  })
})
