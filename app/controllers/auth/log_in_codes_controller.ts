import type { HttpContext } from '@adonisjs/core/http'
import LogInCode from '#models/log_in_code'
import PendingCode from '#services/pending_code'
import { createLogInCodeValidator } from '#validators/log_in_code'
import { knownDevice } from '#http/account/known_devices'
import { throttleLogInCode } from '#start/limiter'

/**
 * Asks for a code that logs in without a password.
 */
export default class LogInCodesController {
  async create({ inertia, session }: HttpContext) {
    return inertia.render('auth/log_in_codes/create', {
      email: session.flashMessages.get('email') as string | undefined,
      isCodeDead: session.flashMessages.has('codeIsDead'),
    })
  }

  /** The answer is the same for every address, so that nobody can find out which addresses have an account. */
  async store(ctx: HttpContext) {
    const { request, response } = ctx
    const { email } = await request.validateUsing(createLogInCodeValidator)
    await throttleLogInCode(email, await knownDevice(ctx, email))
    PendingCode.keep(ctx, await LogInCode.ask(email, PendingCode.of(ctx)))
    return response.redirect().toRoute('log_in_code_checks.create')
  }
}
