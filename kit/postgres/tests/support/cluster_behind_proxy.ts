import { TcpProxy } from '#queue/tests/support/brokers/tcp_proxy'
import { DatabaseCluster } from '#postgres/tests/support/database_cluster'

/** A cluster whose primary is reached through a proxy, which can cut the network. */
export async function startClusterBehindProxy() {
  const cluster = await DatabaseCluster.start()
  const [former, ...standbys] = cluster.nodes
  const proxy = new TcpProxy(former.port)
  await proxy.start()
  return {
    cluster,
    former,
    standbys,
    proxy,
    /** They lead to the nodes. */
    ports: [proxy.port, ...standbys.map(({ port }) => port)],
    async [Symbol.asyncDispose]() {
      await proxy.end()
      await cluster[Symbol.asyncDispose]()
    },
  }
}
