import { test } from '@japa/runner'
import { timeZoneNamed, timeZoneOffset, timeZones } from '#i18n/time_zones'

test.group('Time zones', () => {
  for (const [name, zone] of [
    ['Europe/Madrid', 'Europe/Madrid'],
    ['europe/madrid', 'Europe/Madrid'],
    ['US/Pacific', 'America/Los_Angeles'],
    ['Asia/Calcutta', 'Asia/Kolkata'],
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['Europe/Kiev', 'Europe/Kyiv'],
    ['Etc/GMT+5', 'Etc/GMT+5'],
    ['UTC', 'UTC'],
    ['Etc/UTC', 'UTC'],
  ]) {
    test(`${name} is an alias of ${zone}`, ({ assert }) => {
      assert.equal(timeZoneNamed(name), zone)
    })
  }

  for (const name of [
    'Mars/Olympus',
    '+02:00',
    'GMT+2',
    '',
    'Europe/Madrid\n',
    "Europe/Madrid'; --",
    '__proto__',
    'x'.repeat(9000),
    undefined,
    null,
    1,
    ['UTC'],
  ]) {
    test(`${JSON.stringify(name)?.slice(0, 30)} is no time zone`, ({ assert }) => {
      assert.isUndefined(timeZoneNamed(name))
    })
  }

  test('every selectable zone is canonical', ({ assert }) => {
    const zones = timeZones()
    assert.isAbove(zones.length, 400)
    assert.includeMembers(zones, ['UTC', 'Europe/Madrid', 'Africa/Cairo', 'Asia/Kolkata'])
    assert.deepEqual(zones.map(timeZoneNamed), zones)
    assert.lengthOf(new Set(zones), zones.length)
  })

  test('the offset of a zone is computed for the given moment', ({ assert }) => {
    const [winter, summer] = [new Date('2026-03-29T00:59:59Z'), new Date('2026-03-29T01:00:00Z')]
    assert.equal(timeZoneOffset('Europe/Madrid', 'en', winter), 'GMT+1')
    assert.equal(timeZoneOffset('Europe/Madrid', 'en', summer), 'GMT+2')
  })
})
