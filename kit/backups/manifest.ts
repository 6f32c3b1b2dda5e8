/** The file that is written last: a backup without it is not complete. */
export const MANIFEST = 'manifest.json'

/** An object of a backup, in the order of its parts. */
export interface StoredObject {
  name: 'database' | 'files'
  parts: { key: string; bytes: number; sha256: string }[]
}

export interface TableFigures {
  rows: number
  /** A sum over the content of all rows, whatever their order. Only of the tables in `compare`. */
  checksum?: string
}

export interface Manifest {
  format: 1
  /** When the snapshot of the database was taken, as ISO 8601 in UTC. */
  createdAt: string
  app: string
  postgres: string
  /** The name of the last migration. */
  migration: string | null
  isEncrypted: boolean
  tables: Record<string, TableFigures>
  files: number
  objects: StoredObject[]
}

export function bytesOf({ objects }: Manifest) {
  return objects.flatMap(({ parts }) => parts).reduce((sum, { bytes }) => sum + bytes, 0)
}
