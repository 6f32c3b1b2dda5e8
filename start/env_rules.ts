/**
 * A rule for variables which hold a server's URL. Its errors name the variable, what is wrong with the
 * value (never the value: it may hold a password) and an example.
 */
export function urlOf(protocols: string[], { required = false } = {}) {
  const example = `${protocols[0]}//${protocols[0].startsWith('http') ? 'www.example.com' : 'user:password@host/name'}`

  return (name: string, value?: string): string | undefined => {
    if (!value) {
      if (required) {
        throw new Error(`Missing environment variable "${name}". Set it to a URL like ${example}`)
      }
      return undefined
    }
    if (!protocols.includes(protocolOf(value))) {
      throw new Error(
        `The value of "${name}" is not a URL that starts with ${protocols.map((one) => `${one}//`).join(' or ')}. Set it to a URL like ${example}`
      )
    }
    return value
  }
}

/**
 * A database on a local socket has no host: `postgresql://user@/name?host=/run/postgresql`.
 */
function protocolOf(value: string) {
  const url = value.replace(/^(postgres(?:ql)?:\/\/(?:[^/@]*@)?)\//, '$1localhost/')
  return /^\w+:\/\/./.test(url) && URL.canParse(url) ? new URL(url).protocol : ''
}
