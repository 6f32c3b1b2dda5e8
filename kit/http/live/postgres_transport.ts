import type { Client } from 'pg'
import type { defineConfig } from '@adonisjs/transmit'
import db from '@adonisjs/lucid/services/db'
import { LIVE_CHANNEL } from '#http/live/channel'
import { listen } from '#http/live/listen'

type Config = Parameters<typeof defineConfig>[0]
type Transport = ReturnType<NonNullable<Config['transport']>['driver']>
type Handler<Message> = (message: Message) => unknown

/** A broadcast of Transmit has `sender`; `tellAccounts` and the trigger of the table `sessions` write the others. */
interface Notice {
  sender?: string
  payload?: unknown
  channel?: string
  ended?: string
}

interface Listeners {
  /** A session has ended. The id is the public one. */
  onEnd(sessionId: string): void
  /** No message arrives any more. */
  onLoss(): void
}

/**
 * Carries the messages of Transmit between processes by NOTIFY, over one connection of each web process. See
 * docs/decisions/0043-live-pages.md.
 */
export class PostgresTransport implements Transport {
  #id?: string
  #handlers: Handler<unknown>[] = []
  #client?: Promise<Client>

  constructor(private listeners: Listeners) {}

  setId(id: string) {
    this.#id = id
    return this
  }

  onReconnect() {}

  async publish(_channel: string, payload: unknown) {
    const message = JSON.stringify({ sender: this.#id, payload })
    await db.rawQuery('SELECT pg_notify(?, ?)', [LIVE_CHANNEL, message])
  }

  /** Transmit knows what its own messages are, so a handler gets each one without a check. */
  async subscribe<Message>(_channel: string, handler: Handler<Message>) {
    this.#handlers.push(handler as Handler<unknown>)
  }

  async unsubscribe() {
    this.#handlers = []
  }

  /** Connects, unless it is connected. Call it before each stream begins. */
  async listen() {
    this.#client ??= this.#connect()
    try {
      await this.#client
    } catch (error) {
      this.#client = undefined
      throw error
    }
  }

  async disconnect() {
    const client = await this.#client?.catch(() => undefined)
    this.#client = undefined
    await client?.end()
  }

  #connect() {
    const onNotice = (payload?: string) => this.#receive(payload)
    return listen(LIVE_CHANNEL, { onNotice, onEnd: () => this.#lose() })
  }

  #lose() {
    if (!this.#client) return
    this.#client = undefined
    this.listeners.onLoss()
  }

  #receive(text = '{}') {
    const { sender, payload, channel, ended }: Notice = JSON.parse(text)
    if (ended) this.listeners.onEnd(ended)
    else if (channel) this.#handle({ channel, payload })
    else if (sender !== this.#id) this.#handle(payload)
  }

  #handle(message: unknown) {
    for (const handler of this.#handlers) void handler(message)
  }
}
