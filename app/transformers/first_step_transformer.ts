import { BaseTransformer } from '@adonisjs/core/transformers'
import { urlFor } from '@adonisjs/core/services/url_builder'
import type { FIRST_STEPS } from '#models/first_steps'
import type User from '#models/user'

type FirstStep = (typeof FIRST_STEPS)[number]

export default class FirstStepTransformer extends BaseTransformer<FirstStep> {
  constructor(
    step: FirstStep,
    private user: User
  ) {
    super(step)
  }

  toObject() {
    const { name, isDone } = this.resource
    const path = 'route' in this.resource ? urlFor(this.resource.route) : undefined
    return { name, path, isDone: isDone(this.user) }
  }
}
