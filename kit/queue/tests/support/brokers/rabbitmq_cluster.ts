import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { EpmdNames } from './epmd_names.ts'
import { RabbitmqServer } from './rabbitmq_server.ts'
import { TcpProxy } from './tcp_proxy.ts'

const COOKIE = 'easystart-tests'

/** A connection between nodes that says nothing for this time is lost, in seconds. */
const TICK_SECONDS = 4

const START_TIMEOUT_MS = 60_000

class RabbitmqNode extends RabbitmqServer {
  constructor() {
    super({ cluster_partition_handling: 'pause_minority' })
  }

  protected override async prepare() {
    const command = await super.prepare()
    await writeFile(join(this.folder, '.erlang.cookie'), COOKIE, { mode: 0o400, flag: 'w' }).catch(
      (error) => {
        if (error.code !== 'EACCES') throw error
      }
    )
    return { ...command, args: [...command.args, '-kernel', 'net_ticktime', String(TICK_SECONDS)] }
  }
}

/** Three nodes on this machine. Each pair of them is connected through proxies, which can be cut. */
export class RabbitmqCluster {
  static async start() {
    const cluster = new RabbitmqCluster([
      new RabbitmqNode(),
      new RabbitmqNode(),
      new RabbitmqNode(),
    ])
    await cluster.#begin()
    return cluster
  }

  readonly nodes: RabbitmqNode[]
  /** The ways from the first node of a pair to the second one. */
  readonly #proxies = new Map<string, TcpProxy>()
  readonly #names = new Map<RabbitmqNode, EpmdNames>()

  private constructor(nodes: RabbitmqNode[]) {
    this.nodes = nodes
  }

  get url() {
    const hosts = this.nodes.map(({ port }) => `127.0.0.1:${port}`).join(',')
    return `amqp://guest:guest@${hosts}/%2F`
  }

  /** Starts a node that was killed, and waits until it is part of the cluster again. */
  async restart(node: RabbitmqNode) {
    await Promise.all([node.start(), this.#introduce(node)])
    await this.untilWhole()
  }

  /** Cuts a node off from the others. Clients still reach all of them. */
  async isolate(node: RabbitmqNode) {
    await Promise.all(this.#waysOf(node).map((proxy) => proxy.cut()))
  }

  async reunite(node: RabbitmqNode) {
    await Promise.all(this.#waysOf(node).map((proxy) => proxy.restore()))
    await this.untilWhole()
  }

  /** Moves the leaders of all queues to a node. */
  async lead(node: RabbitmqNode) {
    await node.evaluate(
      `[rabbit_quorum_queue:transfer_leadership(Q, '${node.nodeName}') || Q <- rabbit_amqqueue:list()].`
    )
  }

  /** Waits until each node sees all others and runs. */
  async untilWhole() {
    const deadline = Date.now() + START_TIMEOUT_MS
    for (const node of this.nodes) {
      while ((await this.#countSeenBy(node)) < this.nodes.length) {
        if (Date.now() > deadline) throw new Error(`${node.nodeName} is not part of the cluster`)
        await wait(200)
      }
    }
  }

  async [Symbol.asyncDispose]() {
    for (const names of this.#names.values()) names.forget()
    await Promise.all(this.nodes.map((node) => node.end()))
    await Promise.all([...this.#proxies.values()].map((proxy) => proxy.end()))
  }

  async #begin() {
    await Promise.all(this.nodes.map((node) => node.start()))
    for (const from of this.nodes) {
      for (const to of this.#othersOf(from)) {
        const proxy = new TcpProxy(to.distribution.nodePort)
        await proxy.start()
        this.#proxies.set(keyOf(from, to), proxy)
      }
      await this.#introduce(from)
    }
    const [first, ...others] = this.nodes
    for (const node of others) {
      await node.evaluate('rabbit:stop().')
      await node.evaluate(`rabbit_mnesia:join_cluster('${first.nodeName}', disc).`)
      await node.evaluate('rabbit:start().')
    }
    await this.untilWhole()
  }

  /** Tells the port mapper of a node where it finds the others. */
  async #introduce(node: RabbitmqNode) {
    this.#names.get(node)?.forget()
    const names = new EpmdNames()
    this.#names.set(node, names)
    for (const other of this.#othersOf(node)) {
      const { port } = this.#proxies.get(keyOf(node, other))!
      await names.register(node.distribution.epmdPort, other.distribution.name, port)
    }
  }

  async #countSeenBy(node: RabbitmqNode) {
    const count = await node.evaluate('length(rabbit_nodes:all_running()).').catch(() => '0')
    return Number(count)
  }

  #othersOf(node: RabbitmqNode) {
    return this.nodes.filter((other) => other !== node)
  }

  #waysOf(node: RabbitmqNode) {
    return this.#othersOf(node).flatMap((other) => [
      this.#proxies.get(keyOf(node, other))!,
      this.#proxies.get(keyOf(other, node))!,
    ])
  }
}

const keyOf = (from: RabbitmqNode, to: RabbitmqNode) => `${from.port} ${to.port}`
