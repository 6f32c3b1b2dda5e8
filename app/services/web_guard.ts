import app from '@adonisjs/core/services/app'
import type { HttpContext } from '@adonisjs/core/http'
import { SessionGuard } from '@adonisjs/auth/session'
import type { GuardConfigProvider } from '@adonisjs/auth/types'
import type {
  SessionGuardOptions,
  SessionWithTokensUserProviderContract,
} from '@adonisjs/auth/types/session'
import type User from '#models/user'
import { rememberDevice } from '#services/known_devices'

type UserProvider = SessionWithTokensUserProviderContract<unknown>

/** A sibling domain cannot set a __Host- cookie, see config/session.ts. */
export const REMEMBER_COOKIE = app.inProduction ? '__Host-remember_web' : 'remember_web'

/**
 * The session guard of AdonisJS, which neither has an option for the name of this cookie nor supports known devices.
 */
class WebGuard<Provider extends UserProvider> extends SessionGuard<true, Provider> {
  #ctx: HttpContext

  constructor(...options: ConstructorParameters<typeof SessionGuard<true, Provider>>) {
    super(...options)
    this.#ctx = options[1]
  }

  get rememberMeKeyName() {
    return REMEMBER_COOKIE
  }

  async login(user: Parameters<SessionGuard<true, Provider>['login']>[0], remember = false) {
    await super.login(user, remember)
    rememberDevice(this.#ctx, user as User)
  }
}

export function webGuard<Provider extends UserProvider>(
  options: SessionGuardOptions<true> & { provider: Provider }
): GuardConfigProvider<(ctx: HttpContext) => WebGuard<Provider>> {
  return {
    async resolver(name, { container }) {
      const emitter = await container.make('emitter')
      return (ctx) => new WebGuard(name, ctx, options, emitter as never, options.provider)
    },
  }
}
