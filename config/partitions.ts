import queueConfig from '#config/queue'
import { defineConfig } from '#partitions/define_config'
import { runsToKeep } from '#queue/define_config'

/**
 * The tables that can be divided by month: `node ace partition:enable job_runs`. See docs/scaling.md.
 */
const partitionConfig = defineConfig({
  tables: {
    /** Failed jobs and open ones are kept longer than a month of completed ones. */
    job_runs: { key: 'id', ...runsToKeep(queueConfig) },

    account_events: { key: 'created_at', keep: null },
  },
})

export default partitionConfig
