import type { Chance } from '#queue/tests/chaos/chance'
import {
  multipartBody,
  multipartHeaders,
  type Part,
  type RawRequest,
} from '#tests/support/raw_request'
import { Values } from '#tests/support/fuzz/values'

export interface FuzzedRoute {
  pattern: string
  methods: string[]
}

type Headers = Record<string, string>

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND']

const PATHS = [
  '/',
  '/no/such/page',
  '/%ff',
  '/%00',
  '/%',
  '//evil.example',
  '/login/',
  '/a%2fb',
  '/..%2f',
  '/assets/x.js',
]

const HEADERS: Record<string, string[]> = {
  'accept': ['text/html', 'application/json', '*/*', 'application/vnd.api+json', 'a/b;q=x', ','],
  'accept-language': ['es', 'ar;q=0.5,*;q=0', 'xx-'.repeat(400), '*', ';;;'],
  'accept-encoding': ['gzip', '*;q=0', ',,,'],
  'user-agent': ['x'.repeat(5000), '\u00ff\u00fe', ''],
  'referer': [
    'http://evil.example/',
    '/%E0%A4%A',
    '//',
    'http://[',
    '?a[b]=%zz',
    'javascript:alert(1)',
  ],
  'host': ['evil.example', '[::1', ':', '\u00e9', '127.0.0.1:99999'],
  'x-forwarded-for': [
    'fe80::1%eth0',
    'unknown',
    'x'.repeat(300),
    '1.2.3.4:5, [::1]:5',
    ', ,',
    '::ffff:1.2.3.4',
  ],
  'x-forwarded-proto': ['https', 'x'.repeat(300), ','],
  'x-forwarded-host': ['evil.example', '', 'x'.repeat(300), '\u00e9'],
  'x-request-id': ['x'.repeat(5000), '\u00ff', ' '],
  'cookie': [
    'locale=%00; time_zone=%zz',
    'XSRF-TOKEN=%',
    '=',
    ';;;',
    '__proto__=1; easystart-session=s%3Ax; remember_web=e%3Ax',
    'a=b; '.repeat(500),
  ],
  'x-xsrf-token': ['%zz', 'x', '%00', '{}'],
  'x-csrf-token': ['%zz', 'x', ''],
  'x-inertia': ['true', '', 'x'],
  'x-inertia-version': ['1', '', '\u00ff'],
  'x-inertia-partial-component': ['home', 'dashboard/index', '__proto__'],
  'x-inertia-partial-data': ['user', '__proto__,constructor', ',,,', 'a.b.c'],
  'x-inertia-partial-except': ['user', 'errors', '__proto__'],
  'x-inertia-reset': ['user', ',,,'],
  'x-inertia-error-bag': ['x', '__proto__'],
  'x-inertia-except-once-props': ['x', ',,,'],
  'if-none-match': ['*', '"', 'W/"x"'],
  'if-modified-since': ['x'],
  'range': ['bytes=0-', 'bytes=-', 'bytes=9-1,2-x'],
  'purpose': ['prefetch'],
  'x-http-method-override': ['DELETE', '__proto__'],
  'content-type': [
    'application/json',
    'multipart/form-data',
    'multipart/form-data; boundary=',
    'x',
    'text/plain; charset=x',
    'application/x-www-form-urlencoded; charset=utf-16',
    ';',
  ],
  'content-encoding': ['gzip', 'deflate', 'br', 'identity', 'x', ''],
}

/**
 * The server answers a request that it refuses without reading the body. A body that does not fit into the buffers of the
 * connection then ends in a reset, and the answer is lost.
 */
const MOST_FIELDS = 15

/** One random request, usually to one of the routes. */
export function anyRequest(chance: Chance, routes: FuzzedRoute[], fields: string[]): RawRequest {
  const some = Array.from({ length: MOST_FIELDS }, () => chance.pick(fields))
  const values = new Values(chance, some)
  const route = chance.pick(routes)
  const method = values.isHostile ? chance.pick(METHODS) : chance.pick(route.methods)
  const path = values.isHostile ? chance.pick(PATHS) : pathOf(route.pattern, chance, values)
  const query = chance.next() < 0.3 ? `?${values.urlencoded().slice(0, 6000)}` : ''
  const { body, headers } = ['GET', 'HEAD'].includes(method) ? {} : anyBody(chance, values)
  return {
    method,
    path: path + query,
    headers: { ...headers, ...anyHeaders(chance, values) },
    body,
  }
}

function pathOf(pattern: string, chance: Chance, values: Values) {
  return pattern.replace(/[:*][\w?]*/g, () =>
    values.isHostile ? values.encoded(values.text()).slice(0, 3000) : String(chance.between(1, 50))
  )
}

function anyBody(chance: Chance, values: Values): { body?: string; headers?: Headers } {
  switch (chance.weighted({ form: 3, json: 3, multipart: 3, garbage: 1, nothing: 1 })) {
    case 'form':
      return {
        body: values.urlencoded(),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      }
    case 'json':
      return { body: values.json(), headers: { 'content-type': 'application/json' } }
    case 'multipart':
      return {
        body: multipartBody(partsOf(values), { isComplete: !values.isHostile }),
        headers: multipartHeaders,
      }
    case 'garbage':
      return {
        body: values.text(),
        headers: { 'content-type': chance.pick(HEADERS['content-type']) },
      }
    default:
      return {}
  }
}

function partsOf(values: Values): Part[] {
  const inHeader = (text: string) => text.replace(/["\r\n]/g, '').slice(0, 300)
  return values.pairs().map(([name, value]) => ({
    name: values.isHostile ? undefined : inHeader(name),
    fileName: values.isHostile ? inHeader(values.text()) : undefined,
    value,
    headers: values.isHostile ? ['Content-Transfer-Encoding: base64'] : [],
  }))
}

function anyHeaders(chance: Chance, values: Values) {
  const names = values.isHostile ? values.list(5, () => chance.pick(Object.keys(HEADERS))) : []
  return Object.fromEntries(
    names.map((name) => [name, values.isHostile ? values.header() : chance.pick(HEADERS[name])])
  )
}
