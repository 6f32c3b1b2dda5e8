import type { Socket } from 'node:net'
import pg from 'pg'
import { Cluster } from '#postgres/cluster'
import { hostsIn, withHost, type Host } from '#postgres/cluster_url'
import { failedToConnect } from '#postgres/database_failure'
import { Refusals } from '#postgres/refusals'

/** A write to a server that has become a standby. */
const READ_ONLY = '25006'

/** The server stops. */
const STOPPING = /^57P/

type Config = string | pg.ClientConfig | undefined
type Callback = (error: any, client?: pg.Client) => void

/** Fields of pg 8's client that its types leave out. */
interface Inner {
  host: string
  port: number
  _ending: boolean
  readyForQuery: boolean
  connection: NodeJS.EventEmitter & { stream: Socket }
}

interface Parameter {
  parameterName: string
  parameterValue: string
}

const SingleClient = pg.Client

/**
 * A client that understands a URL with several hosts and connects to the one that is wanted. Node's driver cannot:
 * https://github.com/brianc/node-postgres/pull/3643
 */
class ClusterClient extends SingleClient {
  #cluster?: Cluster

  constructor(config?: Config) {
    const { connectionString: url, ...rest } =
      typeof config === 'string' ? { connectionString: config } : (config ?? {})
    const [first, second] = url ? hostsIn(url) : []
    super(second ? { ...rest, connectionString: withHost(url!, first) } : config)
    if (second) this.#cluster = Cluster.of(url!)
    // A pool listens to the clients that wait in it only: without a listener, the end of a session would end the process.
    // The next query of the client fails.
    this.on('error', () => {})
  }

  override connect(): Promise<pg.Client>
  override connect(callback: Callback): void
  override connect(callback?: Callback): Promise<pg.Client> | void {
    const connecting = this.#cluster ? this.#connect(this.#cluster) : super.connect()
    const connected = connecting.catch(failedToConnect)
    if (!callback) return connected
    connected.then(
      () => callback(null, this),
      (error) => callback(error)
    )
  }

  async #connect(cluster: Cluster) {
    const host = await cluster.find()
    const inner = this as unknown as Inner
    Object.assign(inner, { host: host.name, port: host.port })
    this.#watch(cluster, host, inner)
    const role = roleOf(inner)
    try {
      await super.connect()
      if (role.isStandby && cluster.isForWrites) throw becameStandby(host)
      this.#register(cluster, host, inner)
    } catch (error) {
      cluster.leave(host)
      if (role.isStandby) inner.connection.stream.destroy()
      throw error
    }
    return this
  }

  #register({ open }: Cluster, host: Host, inner: Inner) {
    const { stream } = inner.connection
    if (stream.destroyed) return
    const connection = { host, stream, isWaiting: () => !inner.readyForQuery }
    open.add(connection)
    stream.once('close', () => open.delete(connection))
  }

  #watch(cluster: Cluster, host: Host, inner: Inner) {
    this.once('end', () => {
      if (!inner._ending) cluster.leave(host)
    })
    inner.connection.on('errorMessage', ({ code = '' }: { code?: string }) => {
      if (code === READ_ONLY || STOPPING.test(code)) cluster.leave(host)
      if (code === READ_ONLY) setImmediate(() => inner.connection.stream.destroy())
    })
  }
}

/** A server of version 14 or newer says it to each new connection, and again when it is promoted. */
function roleOf(inner: Inner) {
  const role = { isStandby: false }
  inner.connection.on('parameterStatus', ({ parameterName, parameterValue }: Parameter) => {
    if (parameterName === 'in_hot_standby') role.isStandby = parameterValue === 'on'
  })
  return role
}

function becameStandby({ name, port }: Host) {
  return Object.assign(new Error(`${name}:${port} has become a standby`), { code: '08001' })
}

/**
 * From now on, every client and pool of pg in this process understands several hosts. knex asks for `pg.Client`.
 * @param report tells the operator why servers cannot be used
 */
export function useClusters(report = Refusals.report) {
  Refusals.report = report
  if (pg.Client === ClusterClient) return
  const SinglePool = pg.Pool
  pg.Client = ClusterClient
  pg.Pool = class extends SinglePool {
    constructor(config?: pg.PoolConfig) {
      super({ ...config, Client: ClusterClient } as pg.PoolConfig)
    }
  }
}
