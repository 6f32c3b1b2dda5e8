import { stringify } from 'csv-stringify/sync'

type Row = Record<string, unknown>

/** A spreadsheet would run a text that begins like a formula. */
const OPTIONS = {
  escape_formulas: true,
  cast: { date: (value: Date) => value.toISOString(), boolean: String },
}

/** Rows as CSV, in parts. With the mark at its beginning, spreadsheets read the file as UTF-8. */
export async function* asCsv(batches: AsyncIterable<Row[]>, columns: readonly string[]) {
  yield stringify([columns], { bom: true })
  for await (const rows of batches) yield stringify(rows, { ...OPTIONS, columns: [...columns] })
}
