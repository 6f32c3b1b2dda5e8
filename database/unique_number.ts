import { randomInt } from 'node:crypto'

let count = randomInt(1_000_000)

/** Another number each time, from 0 to below `values`: for factories of unique columns that hold few values. */
export function uniqueNumber(values: number) {
  count++
  return count % values
}
