interface Token {
  /** The whole pattern. */
  old: string
  /** 0: a fixed part, 1: a parameter, 2: the rest of the address, 3: a parameter that can be missing. */
  type: 0 | 1 | 2 | 3
  val: string
  end: string
}

/**
 * The parts of a route's pattern, as the router of AdonisJS parses it. The generated registry has them for each route,
 * but vite.config.ts leaves them out, because every first visit would load them.
 */
export function tokensOf(pattern: string): Token[] {
  const parts = pattern.split('/').filter(Boolean)
  const tokens = parts.length > 0 ? parts.map(tokenOf) : [{ type: 0 as const, val: '/' }]
  return tokens.map((token) => ({ old: pattern, ...token, end: '' }))
}

function tokenOf(part: string): Pick<Token, 'type' | 'val'> {
  if (part === '*') return { type: 2, val: '*' }
  if (!part.startsWith(':')) return { type: 0, val: part }
  const isOptional = part.endsWith('?')
  return { type: isOptional ? 3 : 1, val: part.slice(1, isOptional ? -1 : undefined) }
}
