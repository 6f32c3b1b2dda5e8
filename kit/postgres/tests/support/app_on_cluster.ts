import type { DatabaseCluster } from '#postgres/tests/support/database_cluster'
import { SignUps } from '#postgres/tests/support/sign_ups'
import { eventually } from '#tests/support/eventually'
import { freePort } from '#tests/support/free_port'
import { runBuilt, startServer, startWorkerWith } from '#tests/support/processes'

const GUESTS = 3
const NAME = 'failover'

/** The name that config/database.ts makes of it in tests. */
export const DATABASE = `${NAME}_test`

/**
 * A web server and a worker of the built app on a cluster, and guests who sign up.
 * @param ports lead to the nodes; by default their own
 */
export async function startAppOn(cluster: DatabaseCluster, ports?: number[]) {
  await cluster.nodes[0].query(`CREATE DATABASE ${DATABASE}`)
  const env = {
    DATABASE_URL: cluster.urlOf(NAME, undefined, ports),
    TEST_LANE: '',
    TRUST_PROXY: 'loopback',
    PORT: String(await freePort()),
  }
  await runBuilt(['migration:run', '--force'], env)
  const server = await startServer(env)
  const worker = await startWorkerWith(env)
  const signUps = new SignUps(server.origin, GUESTS)
  await eventually(async () => signUps.accepted.length > 20)
  return {
    server,
    worker,
    signUps,
    async [Symbol.asyncDispose]() {
      await signUps.stop()
      await Promise.all([server.stop(), worker[Symbol.asyncDispose]()])
    },
  }
}
