import { Exception } from '@adonisjs/core/exceptions'

/** Each kind has its text in `errors.links` and its next step in inertia/dead_links.ts. */
export type LinkKind =
  | 'sign_up'
  | 'sign_up_expired'
  | 'sign_up_used'
  | 'password_reset'
  | 'email_change'
  | 'email_change_undo'
  | 'deletion_undo'
  | 'log_in_report'
  | 'invitation'

/**
 * A mailed link that was changed, has expired or was already used.
 */
export class LinkExpiredException extends Exception {
  static status = 403
  static code = 'E_LINK_EXPIRED'

  constructor(readonly link: LinkKind) {
    super(`The link (${link}) has expired, was used already or is incomplete`)
  }
}
