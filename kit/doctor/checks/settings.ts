import type { DoctorConfig } from '#doctor/define_config'
import { good, problem, warning, type Finding } from '#doctor/finding'
import { faultOfRelease } from '#doctor/security_releases'

/** Fewer distinct characters than that are a word or a pattern, not a random key. */
const LEAST_DISTINCT = 12

const LOCAL = /^(localhost|127\.|\[::1\])/

export function checkKey({ appKey }: DoctorConfig): Finding[] {
  const change =
    'Make a random one: node ace generate:key --show. docs/deploy.md says how to change it'
  if (appKey.length < 32) return [problem('Key', 'APP_KEY has fewer than 32 characters', change)]
  if (new Set(appKey).size < LEAST_DISTINCT) {
    return [problem('Key', 'APP_KEY is not random: it has few different characters', change)]
  }
  return [good('Key', 'APP_KEY is long and random')]
}

export function checkAddress({ appUrl, trustsProxy }: DoctorConfig): Finding[] {
  const url = new URL(appUrl)
  const findings: Finding[] = []
  if (url.protocol !== 'https:') {
    const message = `APP_URL is ${url.origin}, so passwords and cookies cross the network in the clear`
    findings.push(
      problem('Address', message, 'Put a proxy with TLS in front, and write https:// in APP_URL')
    )
  } else if (LOCAL.test(url.host)) {
    const message = `APP_URL is ${url.origin}, so links in mails lead to the reader's own machine`
    findings.push(problem('Address', message, 'Set APP_URL to the address that people use'))
  }
  if (url.pathname !== '/' || url.search || url.hash) {
    const message = 'APP_URL has more than a host'
    findings.push(
      problem('Address', message, `Set it to ${url.origin}: the app needs a host of its own`)
    )
  }
  if (!trustsProxy) {
    const message =
      "TRUST_PROXY is not set, so behind a proxy all visitors have the proxy's address and share its limits"
    findings.push(
      warning(
        'Address',
        message,
        'Set TRUST_PROXY to the addresses of your proxies, such as loopback'
      )
    )
  }
  return findings.length > 0 ? findings : [good('Address', `APP_URL is ${url.origin}`)]
}

export function checkConnections({ allowsPlainConnections }: DoctorConfig): Finding[] {
  if (!allowsPlainConnections)
    return [good('Connections', 'Other machines are reached over TLS only')]
  const message = 'PLAIN_CONNECTIONS is on: others in the network can read passwords and data'
  return [
    warning(
      'Connections',
      message,
      'Remove it, unless nobody else can read the network between the machines'
    ),
  ]
}

/** @param version of Node.js, which runs the app */
export function checkNode(version = process.versions.node): Finding[] {
  const fault = faultOfRelease('Node.js', version)
  return [fault ?? good('Versions', `Node.js ${version} has no fault that is known here`)]
}

export function checkMode(variables: NodeJS.ProcessEnv = process.env): Finding[] {
  const findings: Finding[] = []
  if (variables.NODE_ENV !== 'production') {
    const message =
      'NODE_ENV is not production: pages show stacks, cookies need no TLS, and development pages are open'
    findings.push(problem('Mode', message, 'Set NODE_ENV=production'))
  }
  if (['debug', 'trace'].includes(variables.LOG_LEVEL ?? '')) {
    const message = `LOG_LEVEL is ${variables.LOG_LEVEL}: each query and each file is logged`
    findings.push(warning('Mode', message, 'Set LOG_LEVEL=info'))
  }
  if (variables.NODE_TLS_REJECT_UNAUTHORIZED === '0') {
    const message = 'NODE_TLS_REJECT_UNAUTHORIZED is 0: certificates are not checked'
    findings.push(
      problem('Mode', message, 'Remove it, and name your authority in NODE_EXTRA_CA_CERTS')
    )
  }
  return findings.length > 0 ? findings : [good('Mode', 'NODE_ENV is production')]
}
