import mail from '@adonisjs/mail/services/main'
import type { BaseMail } from '@adonisjs/mail'
import { Job, E_PERMANENT_FAILURE } from '#queue/main'

/**
 * The server refused our credentials, not the mail, so a retry can succeed once the operator corrects them (RFC 4954).
 */
const LOGIN_REFUSED = [530, 534, 535, 538]

interface SmtpError {
  message: string
  code?: string
  responseCode?: number
}

/** A job that sends a mail. It retries for 26 to 53 hours, unless the server refuses the mail permanently. */
export abstract class MailJob extends Job {
  static attempts = 60
  static backoff = '30s'

  /**
   * @throws E_PERMANENT_FAILURE if the mail server refuses the mail permanently
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

/** Decides by the code of the reply (RFC 5321, 4.2.1). Without a reply, Nodemailer itself refused to send the mail. */
function isRefusedForGood({ code, responseCode }: SmtpError) {
  if (responseCode) return responseCode >= 500 && !LOGIN_REFUSED.includes(responseCode)
  return code === 'EENVELOPE' || code === 'EMESSAGE'
}
