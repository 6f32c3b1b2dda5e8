import { atLeast, atMost, row, type Budget } from '../../../bench/report.ts'
import type { Broker } from './brokers.ts'
import { WAYS, type Latency, type Way, type WorkResult } from './measures.ts'

export interface Figures {
  broker: Broker
  dispatch: Record<Way, { ours: number; bare?: number }>
  work: WorkResult[]
  latency: Latency
  /** MB. */
  memory?: { early: number; late: number }
  /** Seconds. */
  rerun?: number
}

/** The budgets in jobs per second: twice the rate of Celery 5.6 on RabbitMQ. */
const ON_RABBITMQ = { noOp: 5600, row: 2800 }
const KIND_TITLES = { noOp: 'no-op', row: 'one row' }

export function budgetsOf({ broker, work, latency, memory, rerun }: Figures): Budget[] {
  const budgets = [
    ...workBudgets(broker, work),
    atMost(named(broker, 'p50 from commit to start'), latency.p50, 10, 'ms', 1),
  ]
  if (rerun !== undefined) {
    budgets.push(atMost(named(broker, 'until a killed worker’s job runs again'), rerun, 30, 's', 1))
  }
  if (memory) {
    const growth = (memory.late / memory.early - 1) * 100
    budgets.push(atMost(named(broker, 'growth of the RSS over 90,000 jobs'), growth, 10, '%', 1))
  }
  return budgets
}

function workBudgets(broker: Broker, work: WorkResult[]) {
  if (broker.name === 'rabbitmq') {
    return (['noOp', 'row'] as const).map((kind) => {
      const rates = work.filter((result) => result.kind === kind).map(({ ours }) => ours.rate)
      const name = named(broker, `${KIND_TITLES[kind]} jobs a second`)
      return atLeast(name, Math.max(...rates), ON_RABBITMQ[kind], '')
    })
  }
  return work
    .filter(({ kind }) => kind === 'noOp')
    .map(({ concurrency, ratio }) => {
      const name = `no-op jobs a second at concurrency ${concurrency}, of ${broker.bare.title}`
      return atLeast(named(broker, name), ratio, broker.bare.share ?? 0.7, '', 2)
    })
}

/** Prints Markdown for docs/performance.md. */
export function print({ broker, dispatch, work, latency, memory, rerun }: Figures) {
  console.log(`\n### ${broker.title}\n`)
  row('jobs/s', 'ours', broker.bare.title, 'ratio', 'RSS MB', 'bare RSS MB')
  row('---', '--:', '--:', '--:', '--:', '--:')
  for (const { kind, concurrency, ours, bare, ratio } of work) {
    const memories = [ours, bare].map((side) => side.memory?.toFixed(0))
    row(
      `${KIND_TITLES[kind]}, concurrency ${concurrency}`,
      ours.rate.toFixed(0),
      bare.rate.toFixed(0),
      ratio.toFixed(2),
      ...memories
    )
  }
  for (const [way, { ours, bare }] of Object.entries(dispatch)) {
    const ratio = bare ? (ours / bare).toFixed(2) : undefined
    const cells = [ours.toFixed(0), bare?.toFixed(0) ?? '-', ratio ?? '-', '', '']
    row(`dispatches/s ${WAYS[way as Way]}`, ...cells)
  }
  console.log(
    `\nFrom commit to start: p50 ${latency.p50.toFixed(1)} ms, p99 ${latency.p99.toFixed(1)} ms. ` +
      `A worker that waits has ${latency.memory?.toFixed(0) ?? 'unknown'} MB.`
  )
  if (memory) {
    const [early, late] = [memory.early, memory.late].map((size) => size.toFixed(0))
    console.log(`RSS after 10,000 jobs ${early} MB, after 100,000 ${late} MB.`)
  }
  if (rerun !== undefined)
    console.log(`A killed worker’s job ran again after ${rerun.toFixed(1)} s.`)
}

function named({ title }: Broker, name: string) {
  return `${title.split(' ')[0]}: ${name}`
}
