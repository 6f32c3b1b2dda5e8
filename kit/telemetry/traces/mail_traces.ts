import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { Mailer } from '@adonisjs/mail'

/** A span for each mail that is handed to the mail server, without its recipients and its text. */
export function traceMails() {
  const tracer = trace.getTracer('easystart.mail')
  const { sendCompiled } = Mailer.prototype
  Mailer.prototype.sendCompiled = function (...mail) {
    const options = { kind: SpanKind.CLIENT, attributes: { 'mail.mailer': this.name } }
    return tracer.startActiveSpan('send mail', options, (span) =>
      sendCompiled
        .apply(this, mail)
        .catch((error) => {
          span.setAttribute('error.type', (error as NodeJS.ErrnoException).code ?? 'Error')
          span.setStatus({ code: SpanStatusCode.ERROR })
          throw error
        })
        .finally(() => span.end())
    )
  }
}
