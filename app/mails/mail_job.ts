import mail from '@adonisjs/mail/services/main'
import type { BaseMail } from '@adonisjs/mail'
import { Job } from '#queue/job'
import { E_PERMANENT_FAILURE } from '#queue/errors'

/** The server refuses the log-in, not the mail: the operator mends that (RFC 4954). */
const LOGIN_REFUSED = [530, 534, 535, 538]

interface SmtpError {
  message: string
  code?: string
  responseCode?: number
}

/**
 * A job that sends a mail. A mail that cannot be sent now is tried again for 26 to 53 hours; one that the server
 * refuses for good is not.
 */
export abstract class MailJob extends Job {
  static attempts = 60
  static backoff = '30s'

  /**
   * @throws E_PERMANENT_FAILURE where the mail server refuses the mail for good
   */
  protected async send(message: BaseMail) {
    try {
      await mail.send(message)
    } catch (error) {
      const refusal = error as SmtpError
      if (!isRefusedForGood(refusal)) throw error
      const reason = `The mail server refused the mail for good: ${refusal.message}`
      throw new E_PERMANENT_FAILURE([reason], { cause: error })
    }
  }
}

/** By the reply's code (RFC 5321, 4.2.1), or by Nodemailer, which does not offer the server such a mail. */
function isRefusedForGood({ code, responseCode }: SmtpError) {
  if (responseCode) return responseCode >= 500 && !LOGIN_REFUSED.includes(responseCode)
  return code === 'EENVELOPE' || code === 'EMESSAGE'
}
