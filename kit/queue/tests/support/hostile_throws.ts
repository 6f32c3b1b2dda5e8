import { runInNewContext } from 'node:vm'

const inside = (): never => {
  throw new Error('a getter that throws')
}

/** A proxy handler in which every trap throws. */
const everyTrap = new Proxy({}, { get: () => inside })

function withGetter(key: string, error: Error = new Error('hostile')) {
  return Object.defineProperty(error, key, { get: inside, enumerable: true })
}

function revoked() {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  return proxy
}

function causedByItself() {
  const error = new Error('a circle')
  error.cause = new Error('half of it', { cause: error })
  return error
}

function containsItself() {
  const error = new AggregateError([], 'contains itself')
  error.errors.push(error, new AggregateError([error], 'and once more'))
  return error
}

function longChain() {
  let error = new Error('the first')
  for (let link = 0; link < 10_000; link++) error = new Error(`link ${link}`, { cause: error })
  return error
}

/**
 * Values that a job may throw, and that are hard to read, change or print.
 */
export const hostileThrows: Record<string, () => unknown> = {
  'undefined': () => undefined,
  'null': () => null,
  'a symbol': () => Symbol('thrown'),
  'a bigint': () => 1n,
  'a function': () => inside,
  'an object without a prototype': () => Object.create(null),
  'a huge text': () => 'x'.repeat(5_000_000),
  'a promise that rejects': () => Promise.resolve(),
  'a then that throws': () => Object.defineProperty({}, 'then', { get: inside }),
  'no stack': () => Object.assign(new Error('no stack'), { stack: undefined }),
  'a stack that is no text': () => Object.assign(new Error('odd stack'), { stack: 7 }),
  'a huge message': () => new Error('m'.repeat(5_000_000)),
  'a message that is no text': () => Object.assign(new Error(), { message: { toString: inside } }),
  'a name that is no text': () => Object.assign(new Error('odd name'), { name: Symbol('name') }),
  'text that PostgreSQL refuses': () => new Error('nul \0, half \ud83d'),
  'a frozen error': () => Object.freeze(new Error('frozen')),
  'a getter of the stack that throws': () => withGetter('stack'),
  'a getter of the message that throws': () => withGetter('message'),
  'a getter of the name that throws': () => withGetter('name'),
  'a getter of the cause that throws': () => withGetter('cause'),
  'a getter of the errors that throws': () => withGetter('errors', new AggregateError([])),
  'a getter of the constructor that throws': () => withGetter('constructor'),
  'a getter of a field that throws': () => withGetter('code'),
  'a toJSON that throws': () => Object.assign(new Error('no JSON'), { toJSON: inside }),
  'a toString that throws': () => ({ toString: inside, [Symbol.toPrimitive]: inside }),
  'an inspect that throws': () => ({ [Symbol.for('nodejs.util.inspect.custom')]: inside }),
  'a cause that is a circle': causedByItself,
  'an aggregate that contains itself': containsItself,
  'a chain of 10,000 causes': longChain,
  'fields that are a circle': () => {
    const error: Error & { self?: unknown } = new Error('a field')
    error.self = { error, big: 1n }
    return error
  },
  'an error of another realm': () => runInNewContext('new TypeError("elsewhere")') as unknown,
  'a proxy of an error': () => new Proxy(new Error('behind a proxy'), {}),
  'a proxy whose traps throw': () => new Proxy(new Error('hidden'), everyTrap),
  'a revoked proxy': revoked,
  'a cause that is a revoked proxy': () => new Error('caused', { cause: revoked() }),
  'a then that is never called': () => Object.assign(new Error('thenable'), { then: () => {} }),
  'a tag that throws': () =>
    Object.defineProperty(new Error('tagged'), Symbol.toStringTag, { get: inside }),
  'no constructor': () => Object.assign(new Error('made'), { constructor: null }),
  'a huge field': () => Object.assign(new Error('answered'), { body: 'x'.repeat(5_000_000) }),
  'a huge aggregate': () => new AggregateError(Array(100_000).fill(new Error('one of many'))),
  'a list of errors that is a proxy': () =>
    Object.assign(new AggregateError([]), { errors: new Proxy([new Error('part')], everyTrap) }),
  'a DOMException': () => new DOMException('aborted', 'AbortError'),
  'a prototype whose traps throw': () =>
    Object.setPrototypeOf(new Error('odd'), new Proxy(Error.prototype, everyTrap)) as unknown,
}
