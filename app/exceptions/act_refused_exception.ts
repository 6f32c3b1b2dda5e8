import { Exception } from '@adonisjs/core/exceptions'
import type { PlainMessageKey } from '#generated/messages'

/** The present state does not allow an act. After a form, its page shows the text. */
export class ActRefusedException extends Exception {
  static status = 409
  static code = 'E_ACT_REFUSED'

  constructor(
    message: string,
    readonly text: PlainMessageKey
  ) {
    super(message)
  }
}
