import { Counter, type Registry } from 'prom-client'
import { Mailer } from '@adonisjs/mail'

/** Mails that this process handed to the mail server. AdonisJS has an event for a sent mail, but none for a refused one. */
export function collectMails(registry: Registry, mailers: string[]) {
  const mails = new Counter({
    name: 'mails_total',
    help: 'Mails that this process handed to the mail server, by result',
    labelNames: ['mailer', 'result'],
    registers: [registry],
  })
  for (const mailer of mailers) {
    for (const result of ['sent', 'failed']) mails.inc({ mailer, result }, 0)
  }

  const { sendCompiled } = Mailer.prototype
  Mailer.prototype.sendCompiled = async function (...mail) {
    try {
      const response = await sendCompiled.apply(this, mail)
      mails.inc({ mailer: this.name, result: 'sent' })
      return response
    } catch (error) {
      mails.inc({ mailer: this.name, result: 'failed' })
      throw error
    }
  }
}
