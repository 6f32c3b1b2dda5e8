import type { Broker } from './options.ts'
import type { RoundResult } from './round_plan.ts'

type Line = [title: string, value: (result: RoundResult) => number]

const LINES: Line[] = [
  ['dispatched', ({ dispatched }) => dispatched],
  ['rolled back', ({ rolledBack }) => rolledBack],
  ['refused, or not known', ({ unknown }) => unknown],
  ['completed', ({ completed }) => completed],
  ['lost', ({ lost }) => lost],
  ['phantom', ({ phantom }) => phantom],
  ['run twice', ({ twice }) => twice],
  ['twice in transaction()', ({ doubled }) => doubled],
  ['put back by queue:recover', ({ recovered }) => recovered],
  ['workers killed with -9', ({ faults }) => faults.killed],
  ['workers frozen past their lease', ({ faults }) => faults.frozen],
  ['workers stopped', ({ faults }) => faults.stopped],
  ['broker killed with -9', ({ faults }) => faults.brokerKilled],
  ['broker frozen', ({ faults }) => faults.brokerFrozen],
  ['PostgreSQL cut off', ({ faults }) => faults.databaseCut],
  ['PostgreSQL frozen', ({ faults }) => faults.databaseFrozen],
  ['seconds', ({ seconds }) => seconds],
]

const TITLE_WIDTH = Math.max(...LINES.map(([title]) => title.length))
const VALUE_WIDTH = 8

/** Whether the round succeeded. A job that runs twice is allowed. */
export function isGreen({ lost, phantom, doubled, open }: RoundResult) {
  return lost + phantom + doubled + open === 0
}

/** The table of one broker, with remarks on its failures. */
export function tableOf(broker: Broker, result: RoundResult): string[] {
  const rule = '─'.repeat(TITLE_WIDTH + VALUE_WIDTH)
  const lines = LINES.map(
    ([title, value]) =>
      title.padEnd(TITLE_WIDTH) + value(result).toLocaleString('en').padStart(VALUE_WIDTH)
  )
  return [broker, rule, ...lines, ...remarksOn(result)]
}

function remarksOn({ failed, lostRuns, open }: RoundResult) {
  return [
    ...failed.map((failure) => `failed: ${failure}`),
    ...lostRuns.map((run) => `lost: ${JSON.stringify(run)}`),
    ...(open > 0 ? [`${open} jobs of the run log have not ended.`] : []),
  ]
}
