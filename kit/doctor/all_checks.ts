import type { DoctorConfig } from '#doctor/define_config'
import type { Check } from '#doctor/examine'
import {
  checkAddress,
  checkConnections,
  checkKey,
  checkMode,
  checkNode,
} from '#doctor/checks/settings'

/** The checks of a deployment that read settings only, so they also run where there is no server, such as in CI. */
export function staticChecks(config: DoctorConfig): Check[] {
  return [
    { name: 'Mode', run: () => checkMode() },
    { name: 'Key', run: () => checkKey(config) },
    { name: 'Address', run: () => checkAddress(config) },
    { name: 'Connections', run: () => checkConnections(config) },
  ]
}

/** The checks that ask the database, the broker, the mail server and the disk. */
export async function liveChecks(config: DoctorConfig): Promise<Check[]> {
  const [
    database,
    queues,
    surroundings,
    backups,
    telemetry,
    partitions,
    broker,
    { readFigures },
    { default: queue },
  ] = await Promise.all([
    import('#doctor/checks/database'),
    import('#doctor/checks/queue'),
    import('#doctor/checks/surroundings'),
    import('#doctor/checks/backups'),
    import('#doctor/checks/telemetry'),
    import('#doctor/checks/partitions'),
    import('#doctor/checks/broker'),
    import('#queue/figures'),
    import('#queue/main'),
  ])
  const figures = once(() => readFigures(queue))
  const workers = async () => {
    const known = await figures()
    return known.workers.filter(({ isGone }) => !isGone).length
  }
  return [
    { name: 'Versions', run: () => checkNode() },
    { name: 'Database', run: () => database.checkDatabase(config, workers) },
    { name: 'Migrations', run: () => database.checkMigrations() },
    { name: 'Extensions', run: () => database.checkExtensions(config) },
    { name: 'Broker', run: () => broker.checkBroker() },
    { name: 'Workers', run: () => queues.checkWorkers(figures) },
    { name: 'Queues', run: () => queues.checkQueues(figures) },
    { name: 'Schedules', run: () => queues.checkSchedules(figures) },
    { name: 'Mail', run: () => surroundings.checkMail(config) },
    { name: 'Disk', run: () => surroundings.checkDisk(config) },
    { name: 'Backups', run: () => backups.checkBackups() },
    { name: 'Telemetry', run: () => telemetry.checkTelemetry(config) },
    { name: 'Partitions', run: () => partitions.checkPartitions() },
  ]
}

function once<Value>(read: () => Promise<Value>) {
  let reading: Promise<Value> | undefined
  return () => (reading ??= read())
}
