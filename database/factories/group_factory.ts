import factory from '@adonisjs/lucid/factories'
import Group from '#models/group'

/** A group without permissions. */
export const GroupFactory = factory
  .define(Group, () => ({
    name: `Some group ${crypto.randomUUID().slice(0, 8)}`,
    permissions: [],
    hasAllPermissions: false,
    needsSecondFactor: false,
  }))
  .build()
