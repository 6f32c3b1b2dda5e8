import { Bouncer } from '@adonisjs/bouncer'

type Abilities = ConstructorParameters<typeof Bouncer>[1]
type Policies = ConstructorParameters<typeof Bouncer>[2]

/**
 * A bouncer that knows which policies have allowed the action of this request. Only `authorize` counts, because a
 * controller can ignore the answer of `allows`.
 */
export class RecordingBouncer<
  // As Bouncer has it: a model is no Record<string, unknown>.
  User extends Record<any, any>,
  A extends Abilities,
  P extends Policies,
> extends Bouncer<User, A, P> {
  readonly allowedBy = new Set<string>()

  /** Callers see the types of `Bouncer`: declare the property of the context with that class. */
  with(policy: any): any {
    const authorizer = super.with(policy)
    const authorize = authorizer.authorize.bind(authorizer)
    authorizer.authorize = async (...args) => {
      await authorize(...args)
      this.allowedBy.add(typeof policy === 'string' ? policy : policy.name)
    }
    return authorizer
  }
}
