import type { ServerResponse } from 'node:http'
import { PassThrough } from 'node:stream'
import app from '@adonisjs/core/services/app'
import { createError } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import type { ContainerBindings } from '@adonisjs/core/types'
import db from '@adonisjs/lucid/services/db'
import { AccountSessionStore } from '#http/account/session_store'
import { accountChannel } from '#http/live/channel'
import { PostgresTransport } from '#http/live/postgres_transport'

type Transmit = ContainerBindings['transmit']
type Stream = ReturnType<Transmit['createStream']>

/** The browser asks again later, and asks for the news from time to time meanwhile. */
const E_TOO_MANY_STREAMS = createError(
  'The account has too many open streams',
  'E_TOO_MANY_STREAMS',
  429
)

/** Proxies close connections on which nothing happens, many after 60 seconds. */
const HEARTBEAT = '20 seconds'

/** A session that expires by itself is noticed within this time. Any other end is announced at once. */
const CHECK_MS = 10_000

/** The owner of a stream. Without a public id, the session is not in the database. */
interface Owner {
  accountId: number
  sessionId?: string
  /** The session may read the account until then. */
  until?: Date
}

/**
 * The streams of server-sent events to the open pages of accounts, in this process. A stream receives what
 * `tellAccounts` says to its account, and ends with its session. It needs neither its own database connection nor a
 * request of the browser that names a channel.
 */
class LiveStreams {
  #owners = new Map<Stream, Owner>()

  constructor(
    private transmit: Transmit,
    private transport: PostgresTransport
  ) {}

  /** Sends the stream as the answer. */
  async open(ctx: HttpContext, owner: Owner, most: number) {
    await this.transport.listen()
    if (this.#countOf(owner.accountId) >= most) throw new E_TOO_MANY_STREAMS()

    announce(ctx.response)
    const body = new PassThrough()
    if (ctx.request.method() === 'HEAD') return ctx.response.stream(body.end())

    const uid = crypto.randomUUID()
    // Transmit would send the headers at once, before the middlewares have added theirs.
    const stream = this.transmit.createStream({
      uid,
      context: ctx,
      request: ctx.request.request,
      response: body as unknown as ServerResponse,
    })
    this.#owners.set(stream, owner)
    // Transmit still writes to a stream that has ended, until the browser has closed its connection.
    stream.on('error', () => body.end())
    body.once('close', () => this.#owners.delete(stream))
    const channel = accountChannel(owner.accountId)
    await this.transmit.subscribe({ uid, channel, context: ctx, skipAuthorization: true })
    return ctx.response.stream(body)
  }

  /** The browser tries again, perhaps with another process or a new log-in. */
  end(isOver: (owner: Owner) => boolean = () => true) {
    for (const [stream, owner] of this.#owners) if (isOver(owner)) stream.end()
  }

  /** Ends the streams of sessions that have expired, with one query for all of them. */
  async endExpired() {
    const now = new Date()
    this.end(({ until }) => until !== undefined && until <= now)
    const ids = [...this.#owners.values()].flatMap(({ sessionId }) => sessionId ?? [])
    if (ids.length === 0) return

    const { rows } = await db.rawQuery(
      'SELECT public_id AS id FROM sessions WHERE public_id = ANY(?) AND expires_at > ?',
      [ids, now]
    )
    const current = new Set(rows.map(({ id }: { id: string }) => id))
    this.end(({ sessionId }) => sessionId !== undefined && !current.has(sessionId))
  }

  #countOf(accountId: number) {
    return [...this.#owners.values()].filter((owner) => owner.accountId === accountId).length
  }
}

/**
 * No proxy may store the events or hold them back.
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
function announce(response: HttpContext['response']) {
  response.header('Content-Type', 'text/event-stream')
  response.header('Cache-Control', 'private, no-store, no-transform')
  response.header('X-Accel-Buffering', 'no')
}

let started: Promise<LiveStreams> | undefined

/**
 * Answers with a stream of an account.
 * @param most how many streams of an account this process keeps open
 * @param until the end of the stream, if its session may read the account only for some time
 * @throws E_TOO_MANY_STREAMS
 */
export async function openStream(ctx: HttpContext, accountId: number, most: number, until?: Date) {
  if (app.isTerminating) return ctx.response.serviceUnavailable()
  const streams = await liveStreams()
  const sessionId = AccountSessionStore.of(ctx)?.publicId
  return streams.open(ctx, { accountId, sessionId, until }, most)
}

/** Transmit takes 12 MB, so it is loaded with the first stream, and never in a worker. */
function liveStreams() {
  started ??= start()
  return started
}

async function start() {
  const transport = new PostgresTransport({
    onEnd: (ended) => streams.end(({ sessionId }) => sessionId === ended),
    onLoss: () => streams.end(),
  })
  app.config.set('transmit', {
    pingInterval: HEARTBEAT,
    transport: { driver: () => transport },
  })
  const { default: TransmitProvider } = await import('@adonisjs/transmit/transmit_provider')
  const provider = new TransmitProvider(app)
  provider.register()
  const streams = new LiveStreams(await app.container.make('transmit'), transport)

  const check = setInterval(() => void streams.endExpired().catch(() => {}), CHECK_MS)
  check.unref()
  // The server waits for open answers, so the streams must end before it closes.
  app.terminating(async () => {
    clearInterval(check)
    streams.end()
    await provider.shutdown()
  })
  return streams
}
