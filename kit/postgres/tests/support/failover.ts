import type { Assert } from '@japa/assert'
import { DATABASE } from '#postgres/tests/support/app_on_cluster'
import type { DatabaseCluster } from '#postgres/tests/support/database_cluster'
import type { DatabaseNode } from '#postgres/tests/support/database_node'
import type { SignUps } from '#postgres/tests/support/sign_ups'

const RECOVERY_MS = 5000

/**
 * Promotes a standby when the web server has noticed the loss of the primary, and asserts that it is back in time.
 * @param lost when the primary was lost, in milliseconds since 1970
 */
export async function failOver(
  assert: Assert,
  { cluster, signUps, lost }: { cluster: DatabaseCluster; signUps: SignUps; lost: number }
) {
  await signUps.firstAfter(lost, 503)
  await signUps.firstReadinessAfter(lost, 503)
  const primary = await cluster.promote(cluster.nodes.slice(1))
  const promotedAt = Date.now()
  const accepted = await signUps.firstAfter(promotedAt, 302)
  const ready = await signUps.firstReadinessAfter(promotedAt, 200)
  assert.isBelow(accepted.at - promotedAt, RECOVERY_MS)
  assert.isBelow(ready.at - promotedAt, RECOVERY_MS)
  return { primary, promotedAt }
}

/** Asserts that the guests who were told so are stored, and nobody else. */
export async function assertNothingLost(assert: Assert, signUps: SignUps, primary: DatabaseNode) {
  const statuses = new Set(signUps.answers.map(({ status }) => status))
  assert.sameMembers([...statuses], [302, 503])
  assert.deepEqual(await signUps.compareWith(primary, DATABASE), {
    lost: [],
    invented: [],
    phantomMails: [],
  })
}
