import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
} from '@simplewebauthn/browser'
import { urlFor } from '~/client'
import { csrfHeader } from '~/cookies'

export type PasskeyPurpose = 'log_in' | 'second_factor' | 'identity'
export type PasskeyFailure = 'cancelled' | 'exists' | 'unsupported' | 'failed'

/** The library is loaded when it is used: the first visit of the log-in page stays small. */
const library = () => import('@simplewebauthn/browser')

/** Asks the device to show that its owner is here. */
export async function usePasskey(purpose: PasskeyPurpose) {
  assertSupported()
  stopOffer()
  const { startAuthentication } = await library()
  return startAuthentication({ optionsJSON: await requestOptions(purpose) })
}

let offer: AbortController | undefined
let question: AbortController | undefined

/**
 * Offers passkeys among the browser's suggestions for the e-mail address, until another request for a passkey begins.
 * It asks the browser itself: the library would come with every visit of the log-in page.
 * @returns nothing if the browser cannot do that, or if no passkey was chosen
 */
export async function offerPasskeys() {
  const { PublicKeyCredential: api } = window
  if (!api?.parseRequestOptionsFromJSON) return undefined
  if (!(await api.isConditionalMediationAvailable?.())) return undefined
  const { signal } = (offer = new AbortController())
  question = new AbortController()
  try {
    const publicKey = api.parseRequestOptionsFromJSON(
      await requestOptions('log_in', question.signal)
    )
    const chosen = await navigator.credentials.get({ publicKey, mediation: 'conditional', signal })
    return (chosen as PublicKeyCredential).toJSON() as AuthenticationResponseJSON
  } catch {
    return undefined
  }
}

export function stopOffer() {
  stopQuestion()
  offer?.abort()
}

/** The server's answer has the cookie of a guest's session, so it must not come after that of a log-in. */
export function stopQuestion() {
  question?.abort()
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

function requestOptions<Options>(purpose: PasskeyPurpose, signal?: AbortSignal) {
  return post<Options>(urlFor('passkey_challenges.store'), { purpose }, signal)
}

async function post<Answer>(path: string, body = {}, signal?: AbortSignal): Promise<Answer> {
  const response = await fetch(path, {
    method: 'POST',
    signal,
    headers: {
      'accept': 'application/json',
      'content-type': 'application/json',
      ...csrfHeader(),
    },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${path} answered ${response.status}`)
  return response.json()
}
