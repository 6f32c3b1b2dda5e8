import type { BackupConfig } from '#backups/define_config'
import { momentOf } from '#backups/moments'
import type { Backup } from '#backups/store'

const DAY_MS = 86_400_000

/** An interrupted backup is removed after a day: it may still be written. */
const INCOMPLETE_MS = DAY_MS

/**
 * Chooses the backups to remove: of the last days, weeks and months, the newest one of each is kept, and always the
 * newest complete one. Days and weeks are those of UTC.
 * @param backups newest first
 */
export function outdated(
  backups: Backup[],
  { daily, weekly, monthly }: BackupConfig['keep'],
  now = new Date()
): Backup[] {
  const complete = backups.filter(({ manifest }) => manifest)
  const kept = new Set([
    ...complete.slice(0, 1),
    ...newestOfEach(complete, daily, dayOf),
    ...newestOfEach(complete, weekly, weekOf),
    ...newestOfEach(complete, monthly, monthOf),
  ])
  const isOld = (backup: Backup) => now.getTime() - momentOf(backup.name).getTime() > INCOMPLETE_MS
  return backups.filter((backup) => (backup.manifest ? !kept.has(backup) : isOld(backup)))
}

/** The newest backup of each of the last periods that have one. */
function newestOfEach(backups: Backup[], count: number, periodOf: (moment: Date) => string) {
  const newest = new Map<string, Backup>()
  for (const backup of backups) {
    const period = periodOf(momentOf(backup.name))
    if (!newest.has(period)) newest.set(period, backup)
  }
  return [...newest.values()].slice(0, count)
}

function dayOf(moment: Date) {
  return moment.toISOString().slice(0, 10)
}

function monthOf(moment: Date) {
  return moment.toISOString().slice(0, 7)
}

/** By its Monday. */
function weekOf(moment: Date) {
  const sinceMonday = (moment.getUTCDay() + 6) % 7
  return dayOf(new Date(moment.getTime() - sinceMonday * DAY_MS))
}
