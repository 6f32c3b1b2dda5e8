import { BaseTransformer } from '@adonisjs/core/transformers'
import type Impersonation from '#models/impersonation'

export default class ImpersonationTransformer extends BaseTransformer<Impersonation> {
  /** For a row of `Impersonation.latestOf`. */
  toObject() {
    const { actorId, personId, startedAt, endedAt, $extras } = this.resource
    return {
      ...this.pick(this.resource, ['id', 'reason', 'mayAct', 'ending']),
      actor: actorId ? { id: actorId, name: String($extras.actor_name) } : null,
      person: { id: personId, name: String($extras.person_name) },
      startedAt: startedAt.toISO()!,
      endedAt: endedAt?.toISO() ?? null,
    }
  }

  forBanner() {
    const { mayAct, person, secondsLeft } = this.resource
    return { name: person.name, mayAct, secondsLeft }
  }
}
