import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import mail from '@adonisjs/mail/services/main'
import { SMTPTransport } from '@adonisjs/mail/transports/smtp'

type Step = 'AUTH' | 'MAIL FROM' | 'RCPT TO' | 'DATA'

/** The step that the server answers with an error, and the error's code. */
export type Refusal = { step: Step; code: number }

/**
 * A real SMTP server that receives the app's mails until it is disposed of. It counts the mails that the app tries to
 * send.
 */
export class RefusingMailServer implements AsyncDisposable {
  readonly accepted: string[] = []
  refusal?: Refusal
  #formerTransport = mail.use('smtp').transport
  #server = new SMTPServer(this.#options())

  static async start(refusal?: Refusal) {
    const server = new RefusingMailServer()
    server.refusal = refusal
    await server.#listen()
    return server
  }

  async [Symbol.asyncDispose]() {
    mail.use('smtp').transport = this.#formerTransport
    await this.close()
  }

  /** Closes the port. */
  async close() {
    await new Promise<void>((resolve) => this.#server.close(resolve))
  }

  async #listen() {
    this.#server.on('error', () => {})
    const listener = this.#server.listen(0, '127.0.0.1')
    if (!listener.listening) await once(listener, 'listening')
    const { port } = listener.address() as AddressInfo
    mail.use('smtp').transport = new SMTPTransport({
      host: '127.0.0.1',
      port,
      ignoreTLS: true,
      auth: { type: 'login', user: 'app', pass: 'secret' },
    })
  }

  #options(): SMTPServerOptions {
    return {
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => {
        const error = this.#refusalAt('AUTH')
        if (error) done(error)
        else done(null, { user: 'app' })
      },
      onMailFrom: (_address, _session, done) => done(this.#refusalAt('MAIL FROM')),
      onRcptTo: (_address, _session, done) => done(this.#refusalAt('RCPT TO')),
      onData: (stream, _session, done) => {
        const chunks: Buffer[] = []
        stream.on('data', (chunk: Buffer) => chunks.push(chunk))
        stream.on('end', () => {
          const error = this.#refusalAt('DATA')
          if (!error) this.accepted.push(Buffer.concat(chunks).toString())
          done(error)
        })
      },
    }
  }

  #refusalAt(step: Step) {
    if (this.refusal?.step !== step) return null
    const responseCode = this.refusal.code
    return Object.assign(new Error(`refused at ${step}`), { responseCode })
  }
}
