import { JS_BUDGET } from './first_visit.ts'
import type { Results } from './rounds.ts'

interface Figures {
  results: Results
  /** Milliseconds to the first response. */
  boot: number
  /** kB, gzipped. */
  visit: { js: number; css: number }
  /** MB; Linux only. */
  memory?: number
}

export interface Budget {
  name: string
  found: string
  budget: string
  met: boolean
}

export function budgetsOf({ results, boot, visit, memory }: Figures): Budget[] {
  const { activityJson, live, logIn, storm } = results
  return [
    atMost('first visit to the log-in page, JS', visit.js, JS_BUDGET, 'kB gzip'),
    atMost('first visit to the log-in page, CSS', visit.css, 30, 'kB gzip'),
    atMost('boot to the first answer', boot / 1000, 1.5, 's', 2),
    atLeast(
      'JSON visit, of bare `node:http` with its query',
      activityJson.ofBareQuery,
      0.25,
      '',
      2
    ),
    atLeast('`/health/live`, of bare `node:http`', live.ofBare, 0.6, '', 2),
    atLeast('log-ins a second on one core', logIn.rate, 60, ''),
    atLeast('log-in, of the hash alone', logIn.ofBareHash, 0.9, '', 2),
    atMost('p99 of a page during a storm of log-ins', storm.p99, 50, 'ms'),
    ...(memory === undefined
      ? []
      : [atMost('RSS after 10,000 requests for pages', memory, 300, 'MB')]),
  ]
}

/** As Markdown, for docs/performance.md. */
export function print(results: Results, budgets: Budget[]) {
  console.log(
    '\n| | requests/s | p50 ms | p99 ms | CPU ms | RSS MB | of bare | of bare with query |'
  )
  console.log('| --- | --: | --: | --: | --: | --: | --: | --: |')
  for (const result of Object.values(results)) {
    const { name, rate, p50, p99, cpu, memory, ofBare, ofBareQuery } = result
    row(
      name,
      rate.toFixed(0),
      ...[p50, p99, cpu].map((time) => time?.toFixed(2)),
      memory?.toFixed(0),
      ofBare.toFixed(3),
      ofBareQuery.toFixed(3)
    )
  }

  printBudgets(budgets)
}

export function printBudgets(budgets: Budget[]) {
  console.log('\n| | found | budget | |')
  console.log('| --- | --: | --: | --- |')
  for (const { name, found, budget, met } of budgets)
    row(name, found, budget, met ? 'met' : 'MISSED')
}

export function row(...cells: (string | undefined)[]) {
  console.log(`| ${cells.map((cell) => cell ?? 'unknown').join(' | ')} |`)
}

export function atMost(
  name: string,
  found: number,
  limit: number,
  unit: string,
  digits = 0
): Budget {
  return {
    name,
    found: `${found.toFixed(digits)} ${unit}`,
    budget: `at most ${limit} ${unit}`,
    met: found <= limit,
  }
}

export function atLeast(
  name: string,
  found: number,
  limit: number,
  unit: string,
  digits = 0
): Budget {
  return {
    name,
    found: `${found.toFixed(digits)} ${unit}`,
    budget: `at least ${limit} ${unit}`,
    met: found >= limit,
  }
}
