import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'

/** A bug of the product: an action did not ask the policy that its route names. */
export class PolicyNotAskedException extends Exception {
  static code = 'E_POLICY_NOT_ASKED'
  static status = 500
  static help = 'See docs/authorization.md'

  constructor({ request, route }: HttpContext, policy: string) {
    const action = route!.name ?? `${request.method()} ${route!.pattern}`
    super(
      `The action of ${action} answered without asking ${policy}. ` +
        `Write "await bouncer.with(${policy}).authorize(…)" before it reads or changes anything. ` +
        'If another middleware answered, put middleware.access behind it'
    )
  }
}
