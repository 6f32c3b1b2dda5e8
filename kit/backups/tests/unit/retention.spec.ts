import { test } from '@japa/runner'
import type { Manifest } from '#backups/manifest'
import { outdated } from '#backups/retention'
import { sizeOf } from '#backups/backup_command'

const NOW = new Date('2027-03-31T12:00:00Z')
const manifest = {} as Manifest

/** @param day `2027-03-31` */
function backupOf(day: string, hour = '03') {
  return { name: `${day.replaceAll('-', '')}T${hour}0000Z-0000`, manifest }
}

function daysBefore(count: number) {
  return new Date(NOW.getTime() - count * 86_400_000).toISOString().slice(0, 10)
}

test.group('Retention of backups', () => {
  const daily = Array.from({ length: 400 }, (_, index) => backupOf(daysBefore(index)))

  test('one backup of each day, week and month stays', ({ assert }) => {
    const removed = new Set(outdated(daily, { daily: 7, weekly: 4, monthly: 12 }, NOW))
    const kept = daily.filter((one) => !removed.has(one)).map(({ name }) => name.slice(0, 8))

    assert.includeMembers(kept, ['20270331', '20270330', '20270325'])
    assert.includeMembers(kept, ['20270328', '20270321', '20270314'])
    assert.includeMembers(kept, ['20270228', '20270131', '20260430'])
    assert.lengthOf(kept, 7 + 2 + 11)
  })

  test('of several backups of a day the newest stays', ({ assert }) => {
    const backups = [backupOf('2027-03-31', '09'), backupOf('2027-03-31', '03')]
    const removed = outdated(backups, { daily: 1, weekly: 0, monthly: 0 }, NOW)
    assert.deepEqual(removed, [backups[1]])
  })

  test('the newest complete backup always stays, however old', ({ assert }) => {
    const old = [backupOf('2020-01-02'), backupOf('2020-01-01')]
    assert.deepEqual(outdated(old, { daily: 0, weekly: 0, monthly: 0 }, NOW), [old[1]])
  })

  test('an interrupted backup goes after a day', ({ assert }) => {
    const young = { name: '20270331T110000Z-0000' }
    const old = { name: '20270330T110000Z-0000' }
    const keep = { daily: 1, weekly: 0, monthly: 0 }
    assert.deepEqual(outdated([young, old], keep, NOW), [old])
  })

  test('sizes have three digits and a unit', ({ assert }) => {
    const sizes = [0, 999, 1000, 123_456, 5_000_000, 2_500_000_000].map(sizeOf)
    assert.deepEqual(sizes, ['0 bytes', '999 bytes', '1 kB', '123 kB', '5 MB', '2.5 GB'])
  })
})
