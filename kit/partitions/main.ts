/** The public door of the partitions. See docs/scaling.md. */
export { maintainPartitions, partitionedTables } from '#partitions/app_partitions'
