/**
 * Runs one round on the broker of QUEUE_CONNECTION. Its argument is the RoundPlan. It sends the RoundResult to its
 * parent.
 */
import 'reflect-metadata'
import type { RoundPlan } from '#queue/tests/chaos/round_plan'
import { endRunBroker, startRunBroker } from '#queue/tests/support/brokers/run_broker'
import { bootApp } from '#queue/tests/chaos/boot'

const INTERRUPTED = 130
const plan: RoundPlan = JSON.parse(process.argv[2])

await startRunBroker()
const app = await bootApp()
const { Round } = await import('#queue/tests/chaos/round')
const round = await Round.prepare(plan)
let ended: Promise<void> | undefined
process.once('SIGTERM', () => void end().finally(() => process.exit(INTERRUPTED)))
try {
  process.send!(await round.run())
} catch (error) {
  if (!ended) console.error(error)
} finally {
  await end()
}

/** Ends the round only once, even if it is called again. */
function end() {
  ended ??= round.end().then(() => app.terminate().then(endRunBroker))
  return ended
}
