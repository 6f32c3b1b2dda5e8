import { ActRefusedException } from '#exceptions/act_refused_exception'

/** An act would leave no administrator who can log in. */
export class LastAdministratorException extends ActRefusedException {
  constructor() {
    super(
      'This is the last administrator who can log in. Make somebody else an administrator first',
      'groups.last_administrator'
    )
  }
}
