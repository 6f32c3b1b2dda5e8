/** Whether the claims of a provider say that the address belongs to the person now. */
export type Proof = (claims: Record<string, unknown>) => boolean

export const hasVerifiedAddress: Proof = ({ email_verified: verified }) => isTrue(verified)

/**
 * Google verifies an address once, and it may have another owner by now, unless Google hosts it: Gmail, and the domains
 * of organisations (`hd`).
 * @see https://developers.google.com/identity/gsi/web/guides/verify-google-id-token
 */
export const isHostedByGoogle: Proof = (claims) => {
  const { email, hd: domain } = claims
  const isGmail = /@(gmail|googlemail)\.com$/i.test(String(email))
  return hasVerifiedAddress(claims) && (isGmail || (typeof domain === 'string' && domain !== ''))
}

/**
 * At Microsoft the administrator of any organisation can give a person any address. `xms_edov` alone says that the
 * domain of the address belongs to the organisation.
 */
export const isOfVerifiedDomain: Proof = ({ xms_edov: verified }) => isTrue(verified)

/** Some providers send a text or a number. */
function isTrue(value: unknown) {
  return [true, 'true', 1, '1'].includes(value as string)
}
