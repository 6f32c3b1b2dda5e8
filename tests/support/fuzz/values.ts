import type { Chance } from '#queue/tests/chaos/chance'

/** Texts that have caused bugs in some software. */
const TEXTS = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  'x\udc00@x.co',
  '\u200B',
  'contrasen\u0303a\u0301-1',
  'rene\u0301@example.com',
  '\u202Etxt.exe',
  '👩\u200D💻',
  '\r\nSet-Cookie: a=b',
  '<!--<script>alert(1)</script>',
  "' OR 1=1 --",
  '../../../../etc/passwd',
  '{{ 7 * 7 }}',
  '%00',
  '%zz',
  '%E0%A4%A',
  '__proto__',
  'constructor',
  'toString',
  '[object Object]',
  'null',
  'true',
  '0',
  '-1',
  '1.5',
  '1e309',
  'NaN',
  'Infinity',
  '2147483648',
  '9223372036854775808',
  '99999999999999999999999999',
  '0x10',
  '2026-02-30',
  '31/12/2026',
  '275760-09-14',
  '0000-00-00',
  'UTC',
  'en',
  'x'.repeat(300),
  'x'.repeat(20_000),
]

/** Valid values, so that a request passes the validators. */
const ACCEPTABLE: Record<string, string> = {
  name: 'Ada Lovelace',
  password: 'analytical-engine',
  remember: 'true',
  locale: 'es',
  timeZone: 'Europe/Madrid',
  dateOrder: 'dmy',
  firstDayOfWeek: '1',
  page: '1',
  from: '2026-11-01',
  to: '2026-11-28',
}

const NAMES = [
  '_csrf',
  '_method',
  'lang',
  'key',
  'signature',
  'a',
  'a[]',
  'a[0]',
  'a[255]',
  'a[999999999]',
  'a[length]',
  'a[b][c]',
  'a.b',
  `a${'[a]'.repeat(12)}`,
  `a${'[a]'.repeat(900)}`,
  'toString',
  '__proto__[x]',
  'constructor[prototype][x]',
  '[',
  ']',
  '[]',
  '\0',
]

/**
 * Generates the parts of one request. The wilder it is, the more of them are hostile; a tame request reaches the
 * action.
 */
export class Values {
  #wildness: number

  constructor(
    private chance: Chance,
    private fields: string[]
  ) {
    this.#wildness = chance.pick([0.02, 0.1, 0.5])
  }

  get isHostile() {
    return this.chance.next() < this.#wildness
  }

  list<Item>(most: number, make: () => Item) {
    return Array.from({ length: this.chance.between(0, most) }, make)
  }

  text(field = this.chance.pick(this.fields)) {
    if (this.isHostile) return this.chance.pick(TEXTS)
    return ACCEPTABLE[field] ?? `${this.chance.between(0, 1e9)}@example.com`
  }

  name(field = this.chance.pick(this.fields)) {
    if (!this.isHostile) return field
    return this.chance.pick([...NAMES, `${field}[]`, `${field}[a]`, `${field}[length]`])
  }

  /** Most of the app's fields, once each; the values are valid unless they are hostile. */
  pairs(): [name: string, value: string][] {
    const fields = this.fields.filter(() => this.chance.next() < 0.9)
    return fields.map((field) => [this.name(field), this.text(field)])
  }

  /** Includes JSON that `JSON.stringify` cannot produce. */
  json(depth = 0): string {
    if (depth === 0) {
      const members = this.pairs().map(([name, value]) => {
        return `${JSON.stringify(name)}:${this.isHostile ? this.json(1) : JSON.stringify(value)}`
      })
      return `{${members.join()}}`
    }
    const kind = depth > 4 ? 'scalar' : this.chance.pick(['scalar', 'list', 'object', 'deep'])
    if (kind === 'list') return `[${this.list(4, () => this.json(depth + 1)).join()}]`
    if (kind === 'deep') return '['.repeat(50) + ']'.repeat(50)
    if (kind === 'scalar')
      return this.chance.pick(['null', 'true', '-0', '1e400', '1.5', '12345678901234567890', '""'])
    return `{${this.list(4, () => `${JSON.stringify(this.name())}:${this.json(depth + 1)}`).join()}}`
  }

  urlencoded() {
    return this.pairs()
      .map((pair) => pair.map((text) => this.encoded(text)).join('='))
      .join('&')
  }

  /** Percent-encoded, sometimes incorrectly. */
  encoded(text: string) {
    if (this.isHostile) return this.chance.pick(['%', '%zz', '%ff', '%ED%A0%80', '%C0%80', '%00'])
    return encodeURIComponent(text.toWellFormed())
  }

  /** HTTP headers have one byte per character and no control characters. */
  header() {
    const text = Buffer.from(this.text()).toString('latin1')
    return text.replace(/[^\t\x20-\x7e\x80-\xff]/g, '').slice(0, 2000)
  }
}
