import type { Attributes } from '@opentelemetry/api'

/** Addresses of pages may have a token, and addresses of machines are personal data. The route tells which page it is. */
const LEFT_OUT = [
  ...['http.target', 'url.path', 'url.query', 'http.referer'],
  ...['http.client_ip', 'client.address', 'net.peer.ip', 'network.peer.address'],
  ...['http.user_agent', 'user_agent.original', 'db.user'],
]
const ADDRESSES = ['http.url', 'url.full']

/** The part of a span that can be changed until it has ended. */
interface EndingSpan {
  attributes: Attributes
  status: { message?: string }
  events: { attributes?: Attributes }[]
}

/**
 * Takes everything out of a span that may be secret or personal, whichever library has put it there. It must come before
 * the processors that export.
 * @see https://opentelemetry.io/docs/specs/otel/trace/sdk/#onending
 */
export class PrivateSpans {
  onStart() {}

  onEnding(span: EndingSpan) {
    const { attributes, status, events } = span
    for (const key of LEFT_OUT) delete attributes[key]
    for (const key of ADDRESSES) {
      if (attributes[key] !== undefined) attributes[key] = originOf(String(attributes[key]))
    }
    delete status.message
    for (const event of events) keepType(event.attributes ?? {})
  }

  onEnd() {}

  async forceFlush() {}

  async shutdown() {}
}

/** The message of an error may have any value in it. It is in the log, under the id of the trace. */
function keepType(attributes: Attributes) {
  delete attributes['exception.message']
  delete attributes['exception.stacktrace']
}

function originOf(address: string) {
  return URL.canParse(address) ? new URL(address).origin : ''
}
