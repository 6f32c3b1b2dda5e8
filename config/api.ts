/** How the API of docs/api.md treats its clients. */
const apiConfig = {
  /** The abilities that a person can give a token. Each has its text under `access_tokens.abilities`. */
  abilities: ['profile:read', 'events:read'],

  /** Begins each token, so that programs that search for secrets recognise one. */
  prefix: 'easystart_',

  /** How long tokens live, in days. `never` means that the owner has to revoke it. */
  lifetimes: ['7', '30', '90', '365', 'never'],

  /** Tokens of one account. */
  mostTokens: 50,

  /** Requests that one token may make in a minute. */
  requestsPerMinute: 120,
} as const

export default apiConfig
