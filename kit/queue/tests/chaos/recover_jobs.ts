import { setTimeout as wait } from 'node:timers/promises'
import type { Recovered } from '#queue/control/types'
import { runAce } from '#tests/support/ace'

/** A killed worker counts as gone after this time. Its jobs are not put back before. */
const GONE_MS = 31_000

/**
 * Runs `queue:recover`, which puts lost jobs back.
 * @returns the number of recovered jobs
 */
export async function recoverJobs() {
  await wait(GONE_MS)
  const { exitCode, stdout, output } = await runAce('queue:recover', '--older-than=1s', '--json')
  if (exitCode !== 0) throw new Error(output)
  const recovered: Recovered[] = JSON.parse(stdout)
  return recovered.reduce((sum, { count }) => sum + count, 0)
}
