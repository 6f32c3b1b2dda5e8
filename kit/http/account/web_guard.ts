import type { HttpContext } from '@adonisjs/core/http'
import { SessionGuard, SessionLucidUserProvider } from '@adonisjs/auth/session'
import type { GuardConfigProvider } from '@adonisjs/auth/types'
import type {
  LucidAuthenticatable,
  SessionGuardOptions,
  SessionLucidUserProviderOptions,
} from '@adonisjs/auth/types/session'
import { COOKIE_PREFIX } from '#http/cookie_prefix'
import { rememberDevice, type Account } from '#http/account/known_devices'
import { originOf } from '#http/account/client_origin'
import { timeoutOf } from '#http/account/session_end'
import { authenticatingFrom, rememberTokenOf } from '#http/account/rotated_tokens'
import { AccountSessionStore, GENERATION_KEY } from '#http/account/session_store'

export const REMEMBER_COOKIE = `${COOKIE_PREFIX}remember_web`

class AccountProvider<Model extends LucidAuthenticatable> extends SessionLucidUserProvider<Model> {
  async accountOf(row: Record<string, unknown>) {
    const model = await this.getModel()
    return model.$createFromAdapterResult(row) as InstanceType<Model>
  }
}

/**
 * The session guard of AdonisJS, which has no option for the name of this cookie, does not support known devices, and
 * queries an account that was read together with its session.
 */
class WebGuard<Model extends LucidAuthenticatable> extends SessionGuard<
  true,
  AccountProvider<Model>
> {
  #ctx: HttpContext
  #accounts: AccountProvider<Model>

  constructor(
    ...options: ConstructorParameters<typeof SessionGuard<true, AccountProvider<Model>>>
  ) {
    super(...options)
    this.#ctx = options[1]
    this.#accounts = options[4]
  }

  get rememberMeKeyName() {
    return REMEMBER_COOKIE
  }

  async login(user: InstanceType<Model>, remember = false) {
    await super.login(user, remember)
    this.#begin(user, remember)
    rememberDevice(this.#ctx, accountOf(user))
  }

  async authenticate() {
    const isFirst = !this.authenticationAttempted
    const client = originOf(this.#ctx.request)
    const user = await authenticatingFrom(client, () => super.authenticate())
    if (isFirst && this.viaRemember) this.#begin(user, true)
    return user
  }

  /** Authenticates with the columns of the account, which were read together with its session. */
  async restore(row: Record<string, unknown>) {
    this.user = await this.#accounts.accountOf(row)
    this.isAuthenticated = true
    this.authenticationAttempted = true
  }

  /** Whether the session began after the last time that all sessions of its account were ended. */
  get isCurrent() {
    const generation: string | null = this.#ctx.session.get(GENERATION_KEY) ?? null
    return generation === accountOf(this.user!).sessionGeneration
  }

  #begin(user: InstanceType<Model>, isRemembered: boolean) {
    const { session } = this.#ctx
    const { sessionGeneration } = accountOf(user)
    if (sessionGeneration) session.put(GENERATION_KEY, sessionGeneration)
    else session.forget(GENERATION_KEY)
    AccountSessionStore.of(this.#ctx)?.begin(isRemembered ? rememberTokenOf(user) : undefined)
  }
}

/** The columns of a model that has just been created are undefined. */
function accountOf(user: object): Account {
  const { id, sessionGeneration } = user as Account
  return { id, sessionGeneration: sessionGeneration ?? null }
}

/** The age of the tokens is that of config/timeouts.ts. */
type WebGuardOptions = Omit<SessionGuardOptions<true>, 'rememberMeTokensAge'>

/**
 * @param options `model` imports the model of the accounts
 */
export function webGuard<Model extends LucidAuthenticatable>({
  model,
  ...options
}: WebGuardOptions & SessionLucidUserProviderOptions<Model>): GuardConfigProvider<
  (ctx: HttpContext) => WebGuard<Model>
> {
  return {
    async resolver(name, { container }) {
      const emitter = await container.make('emitter')
      const provider = new AccountProvider<Model>({ model })
      return (ctx) => {
        const age = { rememberMeTokensAge: timeoutOf(true).idle }
        return new WebGuard<Model>(name, ctx, { ...options, ...age }, emitter as never, provider)
      }
    },
  }
}
