import { urlsOf } from '#queue/drivers/rabbitmq/hosts'

const TIMEOUT_MS = 3000

/** A queue as the management plugin shows it. */
export interface ManagedQueue {
  name: string
  type: string
  arguments: Record<string, unknown>
  policy?: string
  operator_policy?: string
  effective_policy_definition?: Record<string, unknown>
  /** The nodes that have a copy, and those of them that run. Only of a quorum queue. */
  members?: string[]
  online?: string[]
}

/**
 * The HTTP API of RabbitMQ's management plugin, on the first node that answers.
 * @see https://www.rabbitmq.com/docs/http-api-reference
 */
export class RabbitmqManagement {
  readonly #vhost: string
  readonly #authorization: string
  readonly #origins: string[]

  /**
   * @param url AMQP_URL
   * @param management its address; by default each host of the URL, with the plugin's own port
   */
  constructor(url: string, management?: string) {
    const nodes = urlsOf(url).map((one) => new URL(one))
    const { username, password, pathname } = nodes[0]
    const [user, secret] = [username, password].map(decodeURIComponent)
    this.#vhost = encodeURIComponent(decodeURIComponent(pathname.slice(1)) || '/')
    this.#authorization = `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`
    this.#origins = management ? [new URL(management).origin] : nodes.map(originOf)
  }

  /** The addresses that are asked, without passwords. */
  get origins() {
    return this.#origins.join(', ')
  }

  /** @throws Error that says why no node answers */
  queue(name: string) {
    return this.#get<ManagedQueue>(`queues/${this.#vhost}/${encodeURIComponent(name)}`)
  }

  /** @throws Error, also if the user may not see the nodes */
  async countNodes() {
    const nodes = await this.#get<object[]>('nodes')
    return nodes.length
  }

  async #get<Answer>(path: string): Promise<Answer> {
    const failures: string[] = []
    for (const origin of this.#origins) {
      try {
        return await this.#ask<Answer>(`${origin}/api/${path}`)
      } catch (error) {
        const { message, cause } = error as Error
        failures.push((cause instanceof Error && cause.message) || message)
      }
    }
    throw new Error(failures[0])
  }

  async #ask<Answer>(url: string) {
    const response = await fetch(url, {
      headers: { authorization: this.#authorization },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    if (!response.ok) throw new Error(`it answers ${response.status}`)
    return (await response.json()) as Answer
  }
}

function originOf({ protocol, host, hostname }: URL) {
  const isSecure = protocol === 'amqps:'
  const name = host.startsWith('[') ? `[${hostname.replace(/^\[|\]$/g, '')}]` : hostname
  return isSecure ? `https://${name}:15671` : `http://${name}:15672`
}
