import env from '#start/env'

/** The names that people know. */
export const PROVIDER_LABELS = {
  google: 'Google',
  github: 'GitHub',
  microsoft: 'Microsoft',
  gitlab: 'GitLab',
} as const
export type ProviderName = keyof typeof PROVIDER_LABELS

export interface ProviderSettings {
  clientId: string
  clientSecret: string
  /** The address by which the provider names itself. GitHub is not an OpenID provider and has only an address. */
  issuer: string
}

/**
 * The providers that are on: those whose client is set. See docs/social_log_in.md.
 */
export const socialProviders: Partial<Record<ProviderName, ProviderSettings>> = {
  google: clientOf({
    clientId: env.get('GOOGLE_CLIENT_ID'),
    clientSecret: env.get('GOOGLE_CLIENT_SECRET'),
    issuer: env.get('GOOGLE_ISSUER', 'https://accounts.google.com'),
  }),
  github: clientOf({
    clientId: env.get('GITHUB_CLIENT_ID'),
    clientSecret: env.get('GITHUB_CLIENT_SECRET'),
    issuer: env.get('GITHUB_URL', 'https://github.com'),
  }),
  microsoft: clientOf({
    clientId: env.get('MICROSOFT_CLIENT_ID'),
    clientSecret: env.get('MICROSOFT_CLIENT_SECRET'),
    issuer: env.get('MICROSOFT_ISSUER', 'https://login.microsoftonline.com/common/v2.0'),
  }),
  gitlab: clientOf({
    clientId: env.get('GITLAB_CLIENT_ID'),
    clientSecret: env.get('GITLAB_CLIENT_SECRET'),
    issuer: env.get('GITLAB_ISSUER', 'https://gitlab.com'),
  }),
}

/** In the order of the buttons. */
export function activeProviders() {
  const names = Object.keys(PROVIDER_LABELS) as ProviderName[]
  return names.filter((name) => socialProviders[name])
}

/** Microsoft sends the owner of a private account on to another host. */
const FURTHER_ORIGINS: Partial<Record<ProviderName, string[]>> = {
  microsoft: ['https://login.live.com'],
}

/**
 * The hosts to which the buttons of the providers lead. Browsers check each redirect of a form against the content
 * security policy.
 */
export const socialOrigins = originsOf(socialProviders)

export function originsOf(providers: typeof socialProviders) {
  const names = Object.keys(PROVIDER_LABELS) as ProviderName[]
  return names.flatMap((name) => {
    const { issuer } = providers[name] ?? {}
    return issuer ? [new URL(issuer).origin, ...(FURTHER_ORIGINS[name] ?? [])] : []
  })
}

function clientOf({
  clientId,
  clientSecret,
  issuer,
}: Partial<ProviderSettings> & { issuer: string }) {
  return clientId && clientSecret ? { clientId, clientSecret, issuer } : undefined
}
