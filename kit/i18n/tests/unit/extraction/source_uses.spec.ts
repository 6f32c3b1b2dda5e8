import { test } from '@japa/runner'
import { usesOf } from '#i18n/extraction/source_uses'

/** The keys with this certainty, with their lines. */
function keysIn(file: string, text: string, certainty = 'key') {
  const uses = usesOf(new Map([[file, text]])).filter((use) => use.certainty === certainty)
  return [...new Set(uses.map(({ key, line }) => `${line} ${key}`))]
}

function typedKeys(files: Record<string, string>) {
  const uses = usesOf(new Map(Object.entries(files)))
  return uses.filter(({ certainty }) => certainty !== 'text').map(({ key }) => key)
}

test.group('Uses of keys | Scripts', () => {
  test('{code} uses the expected keys')
    .with([
      { code: `t('a.b')`, keys: ['a.b'] },
      { code: `ctx.t('a.b', { n: t('a.c') })`, keys: ['a.b', 'a.c'] },
      { code: `i18n.formatMessage('a.b')`, keys: ['a.b'] },
      { code: `const say = translator('es'); say('a.b')`, keys: ['a.b'] },
      { code: `const { t: say } = ctx; say('a.b')`, keys: ['a.b'] },
      { code: `ctx?.t('a.b'); this.#t('a.c')`, keys: ['a.b', 'a.c'] },
      { code: `translator('es')('a.b')`, keys: ['a.b'] },
      { code: `function mail(say: Translate) { say('a.b') }`, keys: ['a.b'] },
      { code: `t(isNew ? 'a.b' : 'a.c')`, keys: ['a.b', 'a.c'] },
      { code: `t(cond ? 'a.b' : \`a.\${x}\`)`, keys: ['a.b', 'a.*'] },
      { code: `t(('a.b' as const)!)`, keys: ['a.b'] },
      { code: `t(\`a.\${kind}.b\`)`, keys: ['a.*.b'] },
      { code: `t('a.' + kind)`, keys: ['a.*'] },
      { code: `const KEY = 'a.b'; t(KEY)`, keys: ['a.b'] },
      { code: `const KEYS = { x: 'a.b', y: 'a.c' }; t(KEYS[kind])`, keys: ['a.b', 'a.c'] },
      { code: `const KEYS = { x: 'a.b', y: 'a.c' }; t(KEYS.y)`, keys: ['a.c'] },
      {
        code: `const KINDS = ['x', 'y'] as const; KINDS.map((one) => t(\`a.\${one}\`))`,
        keys: ['a.x', 'a.y'],
      },
      {
        code: `const all = [{ label: 'a.b', to: '/x.y' }]; for (const { label } of all) t(label)`,
        keys: ['a.b'],
      },
      {
        code: `const kind = computed(() => (is ? event.kind : 'other')); t(\`a.\${kind.value}\`)`,
        keys: ['a.*', 'a.other'],
      },
      {
        code: `function key() { if (is) return 'a.b'; return 'a.c' }; t(key())`,
        keys: ['a.b', 'a.c'],
      },
      { code: `let key = 'a.b'; key = 'a.c'; t(key)`, keys: ['a.b', 'a.c'] },
      { code: `enum Key { One = 'a.b' }; t(Key.One)`, keys: ['a.b'] },
      {
        code: `function show(kind) { return t(\`a.\${kind}\`) }; const kind = 'x'`,
        keys: ['a.x', 'a.*'],
      },
      { code: `t(title)`, keys: [] },
      { code: `at('a.b'); format('a.c')`, keys: [] },
      { code: `// t('a.b')`, keys: [] },
      { code: `"t('a.b')"`, keys: [] },
    ])
    .run(({ assert }, { code, keys }) => {
      const found = keysIn('app/a.ts', code).map((use) => use.split(' ')[1])
      assert.sameMembers(found, keys)
    })

  test('each use has its file and line', ({ assert }) => {
    const code = `import x from 'a.b'\n\nconst label = t(\n  'a.b'\n)\n`
    assert.deepEqual(keysIn('app/a.ts', code), ['3 a.b'])
  })

  test('a comment can name keys that the code uses in other ways', ({ assert }) => {
    const code = [
      '// i18n: errors.E_*, flash.sent',
      'class A {',
      '  /** i18n: validator.shared.* */',
      '  run() {} // i18n: a.b a.c and no more',
      '}',
      `const text = '// i18n: no.comment'`,
    ]
    assert.sameMembers(keysIn('app/a.ts', code.join('\n')), [
      '1 errors.E_*',
      '1 flash.sent',
      '3 validator.shared.*',
      '4 a.b',
      '4 a.c',
    ])
  })

  test('a text in a place typed as a key is a key', ({ assert }) => {
    const code = [
      `const label: MessageKey = 'a.b'`,
      `const labels = { x: 'a.c' } satisfies Record<string, PlainMessageKey>`,
      `defineOptions({ layout: { title: 'a.d', icon: 'icon.svg' } satisfies LayoutProps })`,
      `const route = 'a.index'`,
    ]
    const typed = typedKeys({
      'app/a.ts': code.join('\n'),
      'inertia/types.ts': 'export interface LayoutProps { title: PlainMessageKey; icon: string }',
    })
    assert.deepEqual(typed, ['a.b', 'a.c', 'a.d'])
  })

  test('a constant of another file is resolved', ({ assert }) => {
    const files = {
      'app/labels.ts': `const A = 'a.one'; export const LABELS = { one: A, two: 'a.two' }`,
      'app/b.ts': `import { LABELS as NAMES } from './labels.js'\nt(NAMES[kind])`,
      'app/c.ts': `import { LABELS } from '#labels'\nt(LABELS.two)`,
      'inertia/d.vue': `<script setup>import { X } from '~/x'</script><template>{{ t(X) }}</template>`,
      'inertia/x.ts': `import { LABELS } from '#app/labels'; export const X = LABELS.one`,
    }
    const uses = usesOf(new Map(Object.entries(files)), { '#app/*': './app/*.js' })
    const found = uses.filter(({ certainty }) => certainty === 'key')
    assert.sameMembers(
      found.map(({ file, key }) => `${file} ${key}`),
      ['app/b.ts a.one', 'app/b.ts a.two', 'inertia/d.vue a.one']
    )
  })
})

test.group('Uses of keys | Vue', () => {
  const page = `<script setup lang="ts">
defineOptions({ layout: { title: 'auth.title' } })
const links = [{ label: 'nav.home', to: '/a.b' }]
const kinds = { one: 'kinds.one' } as const
const { t } = useTranslations()
</script>

<template>
  <!-- i18n: marked.* -->
  <Head :title="t('page.title')" />
  <T k="rich.sent" :values="{ n: t('rich.n') }">
    <template #link="{ text = t('rich.link') }">{{ text }}</template>
  </T>
  <T :k="isNew ? 'rich.one' : 'rich.two'" />
  <li v-for="({ label }, index) in links" :key="index" :class="\`a.\${x}\`">{{ t(label) }}</li>
  <p v-if="is" @click="say(t('page.clicked'))">
    {{
      t('page.first') + t(kinds[kind])
    }}
  </p>
  <Card v-slot="{ errors }" title="page.attribute">{{ t(\`page.\${kind}.text\`) }}</Card>
</template>
`

  test('keys are found in scripts, expressions, props and <T>', ({ assert }) => {
    assert.sameMembers(keysIn('inertia/a.vue', page), [
      '9 marked.*',
      '10 page.title',
      '11 rich.sent',
      '11 rich.n',
      '12 rich.link',
      '14 rich.one',
      '14 rich.two',
      '15 nav.home',
      '16 page.clicked',
      '18 page.first',
      '18 kinds.one',
      '21 page.*.text',
    ])
  })

  test('other texts are kept for the comparison with the keys', ({ assert }) => {
    assert.includeMembers(keysIn('inertia/a.vue', page, 'text'), [
      '2 auth.title',
      '21 page.attribute',
    ])
  })

  test('a prop is a key if its component declares it as one', ({ assert }) => {
    const keys = typedKeys({
      'inertia/components/auth_card.vue':
        '<script setup lang="ts">defineProps<{ headingKey: PlainMessageKey; icon: string }>()</script>',
      'inertia/a.vue':
        '<template><AuthCard heading-key="a.b" icon="x.svg" /><AuthCard :heading-key="is ? \'a.c\' : \'a.d\'" /></template>',
    })
    assert.deepEqual(keys, ['a.b', 'a.c', 'a.d'])
  })

  test('a component that cannot be read is an error with its line', ({ assert }) => {
    const broken = '<template>\n  <p>\n    {{ t("a.b") }}\n</template>\n'
    assert.throws(() => keysIn('inertia/a.vue', broken), /^inertia\/a\.vue:2: /)
  })
})

test.group('Uses of keys | Edge', () => {
  test('keys are found in braces and tags, also over several lines and in unregistered tags', ({
    assert,
  }) => {
    const template = [
      `@component('mail', { title: t('mails.title'), footer: is ? t('mails.one') : t('mails.two') })`,
      `  {{ t('mails.text', { n }) }} {{{ t('mails.raw') }}}`,
      '  @if(errors.has(t(`mails.${kind}`)))',
      '    @!button({',
      `      label: t('mails.button'),`,
      '    })',
      '  @else',
      `    @{{ t('mails.escaped') }}`,
      '  @end',
      `  {{-- t('mails.comment') i18n: mails.marked --}}`,
      '@end',
      `@let(title = t('mails.let'))`,
      '<style>',
      '@media (max-width: 600px) {',
      '  a { color: red; }',
      '}',
      '</style>',
      `<a href="a@b.c">{{ t('mails.last') }}</a>`,
    ]
    assert.sameMembers(keysIn('resources/views/a.edge', template.join('\n')), [
      '1 mails.title',
      '1 mails.one',
      '1 mails.two',
      '2 mails.text',
      '2 mails.raw',
      '3 mails.*',
      '5 mails.button',
      '10 mails.marked',
      '12 mails.let',
      '18 mails.last',
    ])
  })

  test('a template that cannot be read is an error with its line', ({ assert }) => {
    assert.throws(() => keysIn('a.edge', '<p>\n{{ t("a.b")\n</p>'), /^a\.edge:3: /)
  })
})
