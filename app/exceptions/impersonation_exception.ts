import { ActRefusedException } from '#exceptions/act_refused_exception'

type Reason = 'read_only' | 'owner_only' | 'ended.expired' | 'ended.forbidden'

/** An act is refused because its sender impersonates the account. Each reason has its text. */
export class ImpersonationException extends ActRefusedException {
  static status = 403
  static code = 'E_IMPERSONATION'

  constructor(reason: Reason) {
    super(`Refused during an impersonation: ${reason}`, `impersonation.${reason}`)
  }
}
