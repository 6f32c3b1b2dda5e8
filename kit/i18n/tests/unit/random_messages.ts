const TEXTS = [
  'Hello ',
  '¿Qué tal? ',
  'مرحبا ',
  'Zażółć ',
  'a # b ',
  "it''s ",
  "'{'braces'}' ",
  "'<'b'>' ",
  "quo'te ",
  '< 5 > ',
  '`tick` ',
  'back\\slash ',
  '$ ',
  "$'{'x'}' ",
  '"double" ',
  'line\nbreak ',
  '\u2028 ',
  '<br/> ',
]
const NUMBER_STYLES = [
  '',
  ', integer',
  ', percent',
  ', ::percent',
  ', ::.00',
  ', ::.##',
  ', ::@@#',
  ', ::compact-short',
  ', ::compact-long',
  ', ::currency/EUR',
  ', ::currency/USD unit-width-narrow',
  ', ::sign-always',
  ', ::scale/100',
  ', ::percent scale/100',
  ', ::unit/kilometer',
  ', ::group-off',
  ', ::scientific',
]
const NAMED = ['', ', short', ', medium', ', long', ', full']
const DATE_STYLES = [...NAMED, ', ::yMMMd', ', ::EEEEyMMMMd', ', ::yyyyMMdd']
const TIME_STYLES = [...NAMED, ', ::jmm', ', ::Hmm', ', ::hmsa']
const CATEGORIES = ['zero', 'one', 'two', 'few', 'many']
const NUMBERS = [
  0,
  1,
  2,
  3,
  4,
  5,
  11,
  12,
  21,
  22,
  100,
  101,
  111,
  1000,
  1.5,
  0.1,
  -1,
  -2,
  -3.7,
  1e6,
  123456.789,
  2 ** 53,
  1e21,
]

/** A number from 0 up to 1; the same sequence for the same seed. */
export type Random = () => number

/** Mulberry32: short, and random enough for tests. */
export function randomOf(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export function chosen<Item>(random: Random, items: readonly Item[]): Item {
  return items[Math.floor(random() * items.length)]
}

/** A random ICU message that reads only the values of `randomValues`. */
export function randomMessage(random: Random, depth = 3, isPlural = false): string {
  const length = 1 + Math.floor(random() * 4)
  return Array.from({ length }, () => part(random, depth, isPlural)).join('')
}

export function randomValues(random: Random) {
  return {
    text: chosen(random, ['Ada', '', '<b>', '{x}', '#', 'ابن', 5, null]),
    other: chosen(random, ['Grace', 0]),
    n: chosen(random, NUMBERS),
    m: chosen(random, NUMBERS),
    at: chosen(random, [0, 1e12, new Date('2026-12-31T23:30:00Z')]),
    gender: chosen(random, ['male', 'female', 'other', 'none', 'toString', 7]),
  }
}

function part(random: Random, depth: number, isPlural: boolean): string {
  const simple = [
    () => chosen(random, TEXTS),
    () => chosen(random, TEXTS),
    () => `{${chosen(random, ['text', 'other', 'n'])}}`,
    () => `{${chosen(random, ['n', 'm'])}, number${chosen(random, NUMBER_STYLES)}}`,
    () => `{at, date${chosen(random, DATE_STYLES)}}`,
    () => `{at, time${chosen(random, TIME_STYLES)}}`,
    ...(isPlural ? [() => '#', () => "'#'"] : []),
  ]
  const nested = [
    () => select(random, depth - 1),
    () => plural(random, 'plural', depth - 1),
    () => plural(random, 'selectordinal', depth - 1),
    () => tag(random, depth - 1, isPlural),
  ]
  return chosen(random, depth > 0 ? [...simple, ...nested] : simple)()
}

function select(random: Random, depth: number) {
  const cases = ['male', 'female', '7'].filter(() => random() < 0.6)
  const branches = [...cases, 'other'].map((name) => `${name} {${randomMessage(random, depth)}}`)
  return `{gender, select, ${branches.join(' ')}}`
}

function plural(random: Random, type: string, depth: number) {
  const offset = random() < 0.3 ? `offset:${Math.floor(random() * 3)} ` : ''
  const exact = ['=0', '=1', '=2', '=11'].filter(() => random() < 0.3)
  const categories = CATEGORIES.filter(() => random() < 0.5)
  const branches = [...exact, ...categories, 'other'].map(
    (name) => `${name} {${randomMessage(random, depth, true)}}`
  )
  return `{${chosen(random, ['n', 'm'])}, ${type}, ${offset}${branches.join(' ')}}`
}

function tag(random: Random, depth: number, isPlural: boolean) {
  const name = chosen(random, ['bold', 'link'])
  return `<${name}>${randomMessage(random, depth, isPlural)}</${name}>`
}
