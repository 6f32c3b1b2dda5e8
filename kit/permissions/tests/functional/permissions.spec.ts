import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { definePermissions, Permissions } from '#permissions/define'
import { Access } from '#permissions/access'

const NAMES = ['notes.view', 'notes.edit'] as const

/** As app/permissions.ts does, without taking its place. */
const permissionsOf = (renamed = {}) => new Permissions(NAMES, renamed)

test.group('Permissions | access', () => {
  const group = (permissions: string[], rest = {}) => ({
    id: 1,
    name: 'Some',
    permissions,
    hasAllPermissions: false,
    needsSecondFactor: false,
    ...rest,
  })

  test('an account may do what one of its groups allows', ({ assert }) => {
    const access = new Access([group([]), group(['notes.view'])], NAMES)
    assert.isTrue(access.may('notes.view'))
    assert.isFalse(access.may('notes.edit'))
    assert.lengthOf(access.reasonsFor('notes.view'), 1)
  })

  test('a permission that the code does not declare allows nothing', ({ assert }) => {
    const access = new Access<string>(
      [group(['notes.fly']), group([], { hasAllPermissions: true })],
      NAMES
    )
    assert.isFalse(access.may('notes.fly'))
    assert.deepEqual(access.permissions, [...NAMES])
  })

  test('only an account with all permissions covers another with all of them', ({ assert }) => {
    const all = new Access([group([], { hasAllPermissions: true })], NAMES)
    const each = new Access([group([...NAMES])], NAMES)
    assert.isTrue(all.covers(each))
    assert.isTrue(all.covers(all))
    assert.isFalse(each.covers(all))
    assert.isTrue(each.covers({ hasAll: false, permissions: ['notes.view'] }))
  })

  test('an account exceeds one with fewer permissions, and never an equal or an administrator', ({
    assert,
  }) => {
    const all = new Access([group([], { hasAllPermissions: true })], NAMES)
    const each = new Access([group([...NAMES])], NAMES)
    const one = new Access([group([NAMES[0]])], NAMES)
    const other = new Access([group([NAMES[1]])], NAMES)
    assert.isTrue(each.exceeds(one))
    assert.isTrue(one.exceeds(new Access([], NAMES)))
    for (const [own, theirs] of [
      [each, each],
      [all, each],
      [all, all],
      [one, other],
      [one, each],
    ]) {
      assert.isFalse(own.exceeds(theirs))
    }
  })
})

test.group('Permissions | names', () => {
  for (const name of ['notes', 'Notes.view', 'notes.', '.view', 'a.b.c', 'notes view']) {
    test(`the name ${JSON.stringify(name)} is refused`, ({ assert }) => {
      assert.throws(() => definePermissions([name]), `not ${name}`)
    })
  }
})

test.group('Permissions | sync', () => {
  test('permissions are renamed and removed in the groups', async ({ assert }) => {
    await db.table('groups').insert({ name: 'A', permissions: ['notes.see', 'notes.edit'] })
    await db
      .table('groups')
      .insert({ name: 'B', permissions: ['notes.fly', 'notes.see', 'notes.view'] })
    const { grants } = permissionsOf({ 'notes.see': 'notes.view' })

    const changes = [
      { permission: 'notes.fly', renamedTo: undefined, groups: ['B'] },
      { permission: 'notes.see', renamedTo: 'notes.view', groups: ['A', 'B'] },
    ]
    assert.deepEqual(await grants.stale(), changes)
    assert.deepEqual(await grants.sync(), changes)
    assert.deepEqual(await grants.stale(), [])
    const rows = await db.from('groups').whereIn('name', ['A', 'B']).orderBy('name')
    assert.deepEqual(
      rows.map(({ permissions }) => permissions),
      [['notes.edit', 'notes.view'], ['notes.view']]
    )
  })
})
