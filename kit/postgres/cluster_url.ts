/** One of the servers in a URL. */
export interface Host {
  name: string
  port: number
}

const PARTS = /^(postgres(?:ql)?:\/\/(?:[^/?]*@)?)([^/?@]*)(.*)$/s
const HOST = /^(\[[\da-f:.]+\]|[^:[\]]+)(?::(\d+))?$/i
const DEFAULT_PORT = 5432

/** Values of `target_session_attrs`. */
const WANTED = ['any', 'read-write', 'read-only', 'primary', 'standby', 'prefer-standby'] as const

export type Wanted = (typeof WANTED)[number]

/**
 * The servers of a URL such as `postgresql://app@db1:5432,db2:5432/shop`, in libpq's form.
 * @returns none if the URL has no host
 * @throws an error that names the part which is wrong, and no password
 * @see https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-MULTIPLE-HOSTS
 */
export function hostsIn(url: string): Host[] {
  const list = PARTS.exec(url)?.[2]
  return list ? list.split(',').map(hostOf) : []
}

/** The URL of one of its servers, as a driver for one server understands it. */
export function withHost(url: string, { name, port }: Host): string {
  const address = name.includes(':') ? `[${name}]` : name
  return url.replace(
    PARTS,
    (_, start: string, __, end: string) => `${start}${address}:${port}${end}`
  )
}

/**
 * Which of the servers is wanted: `target_session_attrs` of the URL.
 * @throws if there is no such value
 */
export function wantedIn(url: string): Wanted {
  const value = parameterIn(url, 'target_session_attrs') ?? 'any'
  if (WANTED.includes(value as Wanted)) return value as Wanted
  throw new Error(`target_session_attrs=${value}: choose one of ${WANTED.join(', ')}`)
}

/** Whether `load_balance_hosts=random` spreads the connections over the wanted servers. */
export function isBalanced(url: string) {
  return parameterIn(url, 'load_balance_hosts') === 'random'
}

function parameterIn(url: string, name: string) {
  return new URLSearchParams(url.split('?')[1]).get(name) ?? undefined
}

/** The message leaves the text out: an unescaped character of a password would make it part of this list. */
function hostOf(text: string, index: number): Host {
  const [, name, digits] = HOST.exec(text) ?? []
  const port = Number(digits ?? DEFAULT_PORT)
  if (!name || port < 1 || port > 65_535) {
    throw new Error(`its host ${index + 1} is not a name with a port, such as db1.example.com:5432`)
  }
  return { name: name.replace(/^\[|\]$/g, ''), port }
}
