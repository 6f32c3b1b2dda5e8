import { signedUrlFor } from '@adonisjs/core/services/url_builder'
import Registration from '#models/registration'

/** The link in the mail, without the host. */
export function confirmationLink({ id }: Registration) {
  const purpose = Registration.linkPurpose
  return signedUrlFor('email_confirmations.show', { id }, { purpose })
}

/** The session of the browser that signed up. */
export function sessionOfStarter({ id }: Registration) {
  return { registration_id: id }
}
