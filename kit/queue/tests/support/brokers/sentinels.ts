import { setTimeout as wait } from 'node:timers/promises'
import { RedisServer, tlsSettings } from './redis_server.ts'
import { SentinelServer } from './sentinel_server.ts'

const NAME = 'shop'
const START_TIMEOUT_MS = 30_000

/** As an operator would set them: the disk may be a second behind, and a primary that is alone refuses writes. */
const SETTINGS = {
  'appendfsync': 'everysec',
  'repl-diskless-sync-delay': '0',
  'repl-ping-replica-period': '1',
  'min-replicas-to-write': '1',
  'min-replicas-max-lag': '3',
}

/** A primary with two replicas, and three sentinels. */
export class Sentinels {
  /**
   * @param files the key and the certificate of servers that speak TLS only; this process has to trust them
   */
  static async start(files?: { key: string; cert: string }) {
    const tls: Record<string, string> = files ? tlsSettings(files) : {}
    const servers = [1, 2, 3].map(() => new RedisServer({ ...SETTINGS, ...tls }))
    for (const server of servers) await server.start()
    const [primary, ...replicas] = servers
    for (const replica of replicas) await replica.follow(primary)
    const sentinels = [1, 2, 3].map(() => new SentinelServer(NAME, primary.port, tls))
    for (const sentinel of sentinels) await sentinel.start()
    const started = new Sentinels(servers, sentinels, files ? 'rediss' : 'redis')
    await started.untilWhole()
    return started
  }

  private constructor(
    readonly servers: RedisServer[],
    readonly sentinels: SentinelServer[],
    private protocol: 'redis' | 'rediss'
  ) {}

  get url() {
    const hosts = this.sentinels.map(({ port }) => `127.0.0.1:${port}`).join(',')
    return `${this.protocol}+sentinel://${hosts}/0?master=${NAME}`
  }

  async primary() {
    const port = await this.sentinels[0].primaryPort()
    return this.servers.find((server) => server.port === port)!
  }

  /** Waits until the sentinels have put another server in its place. */
  async untilReplaced(former: RedisServer) {
    await until(async () => {
      const ports = await Promise.all(this.sentinels.map((one) => one.primaryPort()))
      return ports.every((port) => port !== former.port && port === ports[0])
    }, 'The sentinels promoted no replica')
  }

  /** Waits until the primary has all of its replicas, and each sentinel knows all others. */
  async untilWhole() {
    await until(async () => {
      const known = await Promise.all(this.sentinels.map((one) => one.knows()))
      const areKnown = known.every(({ replicas, sentinels }) => replicas === 2 && sentinels === 2)
      return areKnown && (await replicasOf(await this.primary())) === 2
    }, 'The replicas do not follow the primary')
  }

  async [Symbol.asyncDispose]() {
    await Promise.all([...this.sentinels, ...this.servers].map((one) => one.end()))
  }
}

async function replicasOf(server: RedisServer) {
  const info = await server.ask('INFO replication')
  return Number(/connected_slaves:(\d+)/.exec(String(info))?.[1])
}

async function until(isSo: () => Promise<boolean>, otherwise: string) {
  const deadline = Date.now() + START_TIMEOUT_MS
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(otherwise)
    await wait(100)
  }
}
