import { BaseTransformer } from '@adonisjs/core/transformers'
import type Group from '#models/group'

export default class GroupTransformer extends BaseTransformer<Group> {
  toObject() {
    return this.pick(this.resource, [
      'id',
      'name',
      'description',
      'permissions',
      'hasAllPermissions',
      'needsSecondFactor',
    ])
  }

  forChoice() {
    return this.pick(this.resource, ['id', 'name'])
  }

  forList() {
    return { ...this.toObject(), memberCount: this.resource.memberCount }
  }
}
