import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { DatabaseNode } from './database_node.ts'
import { freePort } from '../../../../tests/support/free_port.ts'

/** A primary and two standbys. A commit waits until one of the standbys has it. */
export class DatabaseCluster {
  static async start() {
    const folder = await mkdtemp(join(tmpdir(), 'easystart-cluster-'))
    await chmod(folder, 0o755)
    const nodes: DatabaseNode[] = []
    for (const name of ['one', 'two', 'three']) {
      nodes.push(new DatabaseNode(name, folder, await freePort()))
    }
    const cluster = new DatabaseCluster(folder, nodes)
    await cluster.#begin()
    return cluster
  }

  readonly folder: string
  readonly nodes: DatabaseNode[]

  private constructor(folder: string, nodes: DatabaseNode[]) {
    this.folder = folder
    this.nodes = nodes
  }

  /**
   * All hosts, in libpq's form.
   * @param ports other ports that lead to the nodes
   */
  urlOf(
    database: string,
    parameters = 'target_session_attrs=read-write',
    ports = this.nodes.map(({ port }) => port)
  ) {
    const hosts = ports.map((port) => `127.0.0.1:${port}`).join(',')
    return `postgresql://postgres@${hosts}/${database}?${parameters}`
  }

  /**
   * Promotes the node that has received most, and lets the other nodes that run follow it.
   * @returns the new primary
   */
  async promote(running: DatabaseNode[]) {
    const positions = await Promise.all(
      running.map(async (node) => {
        const [{ position }] = await node.query(
          `SELECT pg_wal_lsn_diff(pg_last_wal_receive_lsn(), '0/0')::float AS position`
        )
        return { node, position }
      })
    )
    const [{ node: primary }] = positions.toSorted((a, b) => b.position - a.position)
    await primary.query('SELECT pg_promote()')
    const others = running.filter((node) => node !== primary)
    for (const node of others) await this.#follow(node, primary)
    await this.protect(primary)
    return primary
  }

  /** Lets commits wait for one of the other nodes. */
  async protect(primary: DatabaseNode) {
    const names = this.nodes.filter((node) => node !== primary).map(({ name }) => name)
    primary.configure({ synchronous_standby_names: `ANY 1 (${names.join(', ')})` })
    await primary.query('SELECT pg_reload_conf()')
  }

  /** Waits until this many standbys stream from the primary. */
  async untilStreaming(primary: DatabaseNode, count: number) {
    for (;;) {
      const [row] = await primary.query(
        "SELECT count(*)::int AS count FROM pg_stat_replication WHERE state = 'streaming'"
      )
      if (row.count >= count) return
      await wait(100)
    }
  }

  async [Symbol.asyncDispose]() {
    await Promise.all(this.nodes.map((node) => node.kill()))
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 })
  }

  async #begin() {
    const [primary, ...standbys] = this.nodes
    primary.initialize()
    await primary.start()
    for (const standby of standbys) {
      standby.copy(primary)
      await standby.start()
    }
    await this.protect(primary)
    await this.untilStreaming(primary, standbys.length)
  }

  async #follow(node: DatabaseNode, primary: DatabaseNode) {
    const source = `host=127.0.0.1 port=${primary.port} user=postgres application_name=${node.name}`
    node.configure({ primary_conninfo: source })
    await node.query('SELECT pg_reload_conf()')
  }
}
