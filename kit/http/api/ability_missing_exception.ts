import { Exception } from '@adonisjs/core/exceptions'

/** The access token is right, but its owner has not given it this ability. */
export class AbilityMissingException extends Exception {
  static status = 403
  static code = 'E_ABILITY_MISSING'

  constructor(readonly ability: string) {
    super(`The access token has no ability "${ability}"`)
  }
}
