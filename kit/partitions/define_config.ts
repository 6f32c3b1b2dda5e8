export interface PartitionRule {
  /**
   * The column whose value tells the month of a row: a time, or a UUID of version 7. It never changes, and it becomes a
   * part of the primary key.
   */
  key: string

  /** Milliseconds that the rows of a month are kept after its end; null keeps them for ever. */
  keep: number | null

  /** A condition, in SQL, for the rows that are kept nevertheless. */
  keepsRows?: string
}

export interface PartitionConfig {
  /** The tables that `partition:enable` may divide. None is divided before. */
  tables: Record<string, PartitionRule>
}

export function defineConfig(config: PartitionConfig): PartitionConfig {
  return config
}
