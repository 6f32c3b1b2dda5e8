import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser'
import { urlFor } from '~/client'

export type PasskeyPurpose = 'log_in' | 'second_factor' | 'identity'
export type PasskeyFailure = 'cancelled' | 'exists' | 'unsupported' | 'failed'

/** The library is loaded when it is used: the first visit of the log-in page stays small. */
const library = () => import('@simplewebauthn/browser')

/** Asks the device to show that its owner is here. */
export async function usePasskey(purpose: PasskeyPurpose) {
  assertSupported()
  const { startAuthentication } = await library()
  return startAuthentication({ optionsJSON: await requestOptions(purpose) })
}

/**
 * Offers passkeys among the browser's suggestions for the e-mail address, until another request for a passkey begins.
 * @returns nothing if the browser cannot do that, or if no passkey was chosen
 */
export async function offerPasskeys() {
  if (!(await window.PublicKeyCredential?.isConditionalMediationAvailable?.())) return undefined
  try {
    const { startAuthentication } = await library()
    const optionsJSON = await requestOptions('log_in')
    return await startAuthentication({ optionsJSON, useBrowserAutofill: true })
  } catch {
    return undefined
  }
}

export async function stopOffer() {
  const { WebAuthnAbortService } = await library()
  WebAuthnAbortService.cancelCeremony()
}

export async function createPasskey() {
  assertSupported()
  const { startRegistration } = await library()
  const optionsJSON = await post<PublicKeyCredentialCreationOptionsJSON>(
    urlFor('settings.passkey_challenges.store')
  )
  return startRegistration({ optionsJSON })
}

/** A person who closes the browser's request, and a request that has timed out, look the same to a page. */
export function failureOf(error: unknown): PasskeyFailure {
  const { name } = error as Error
  if (['NotAllowedError', 'AbortError'].includes(name)) return 'cancelled'
  if (name === 'InvalidStateError') return 'exists'
  return name === 'NotSupportedError' ? 'unsupported' : 'failed'
}

function assertSupported() {
  if (!window.PublicKeyCredential) throw new DOMException('No WebAuthn', 'NotSupportedError')
}

function requestOptions(purpose: PasskeyPurpose) {
  return post<PublicKeyCredentialRequestOptionsJSON>(urlFor('passkey_challenges.store'), {
    purpose,
  })
}

async function post<Answer>(path: string, body = {}): Promise<Answer> {
  const [, token = ''] = document.cookie.match(/(?:^|; )XSRF-TOKEN=([^;]*)/) ?? []
  const response = await fetch(path, {
    method: 'POST',
    headers: {
      'accept': 'application/json',
      'content-type': 'application/json',
      'x-xsrf-token': decodeURIComponent(token),
    },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${path} answered ${response.status}`)
  return response.json()
}
