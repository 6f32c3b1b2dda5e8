import { row } from '../report.ts'
import { median } from '../median.ts'
import { SUBJECTS, type Cost } from './subject.ts'

/** The cost may differ from that of the smallest database by this share. */
export const FLAT = 0.2

/** The rounds of each size, by subject. */
export type Rounds = Record<string, Cost[]>

const total = ({ app, database }: Cost) => app + database
const middle = (costs: Cost[], of: (cost: Cost) => number) => median(costs.map(of))

/**
 * The median of the rounds' ratios to the smallest database: all sizes are measured in each round, so a busy machine
 * affects them alike.
 */
export function ratioOf(subject: string, small: Rounds, large: Rounds) {
  return median(large[subject].map((cost, round) => total(cost) / total(small[subject][round])))
}

/** As Markdown, for docs/scaling.md. */
export function print(sizes: number[], results: Rounds[], storage: Record<string, number>[]) {
  console.log('\n| | rows | p50 ms | CPU ms: app | PostgreSQL | of the smallest |')
  console.log('| --- | --: | --: | --: | --: | --: |')
  for (const subject of SUBJECTS) {
    for (const [index, size] of sizes.entries()) {
      const costs = results[index][subject]
      row(
        index === 0 ? subject : '',
        size.toLocaleString('en'),
        middle(costs, ({ p50 }) => p50).toFixed(1),
        middle(costs, ({ app }) => app).toFixed(2),
        middle(costs, ({ database }) => database).toFixed(2),
        ratioOf(subject, results[0], results[index]).toFixed(2)
      )
    }
  }
  console.log(`\n| rows | ${Object.keys(storage[0]).join(' | ')} |`)
  console.log(`| --: |${' --: |'.repeat(Object.keys(storage[0]).length)}`)
  for (const [index, size] of sizes.entries()) {
    const cells = Object.values(storage[index]).map((megabytes) => `${megabytes.toFixed(0)} MB`)
    row(size.toLocaleString('en'), ...cells)
  }
}

/** The subjects whose cost is not flat, in sentences. */
export function steep(sizes: number[], results: Rounds[]) {
  return SUBJECTS.flatMap((subject) =>
    sizes.slice(1).flatMap((size, index) => {
      const ratio = ratioOf(subject, results[0], results[index + 1])
      const text = `${subject} at ${size} rows: ${ratio.toFixed(2)} of the cost at ${sizes[0]}`
      return ratio > 1 + FLAT ? [text] : []
    })
  )
}
