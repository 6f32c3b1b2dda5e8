import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto'
import { cose, isoCBOR } from '@simplewebauthn/server/helpers'
import { relyingParty } from '#config/auth'

interface Options {
  challenge: string
}

const PRESENT = 0x01
const VERIFIED = 0x04
const HAS_NEW_KEY = 0x40

/**
 * A device for passkeys without a browser.
 * @see https://www.w3.org/TR/webauthn-3/#sctn-authenticator-data
 */
export class SoftwarePasskey {
  readonly id = randomBytes(32).toString('base64url')
  #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  #counter = 0

  /** The answer of a browser that has made this passkey. */
  create({ challenge }: Options, { isVerified = true } = {}) {
    const id = Buffer.from(this.id, 'base64url')
    const length = Buffer.alloc(2)
    length.writeUInt16BE(id.length)
    const key = Buffer.concat([Buffer.alloc(16), length, id, this.#publicKey()])
    const authData = new Uint8Array(Buffer.concat([this.#data(isVerified, HAS_NEW_KEY), key]))
    const object = new Map<string, unknown>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', authData],
    ])
    const attestationObject = Buffer.from(isoCBOR.encode(object as never)).toString('base64url')
    return this.#answer('webauthn.create', challenge, { attestationObject })
  }

  /** The answer of a browser whose owner has used this passkey. */
  use({ challenge }: Options, { counter = this.#counter + 1, isVerified = true } = {}) {
    this.#counter = counter
    const data = this.#data(isVerified)
    const hash = createHash('sha256').update(clientData('webauthn.get', challenge)).digest()
    const signature = createSign('sha256').update(Buffer.concat([data, hash]))
    return this.#answer('webauthn.get', challenge, {
      authenticatorData: data.toString('base64url'),
      signature: signature.sign(this.#keys.privateKey).toString('base64url'),
    })
  }

  #answer(type: string, challenge: string, response: Record<string, string>) {
    const clientDataJSON = clientData(type, challenge).toString('base64url')
    return {
      id: this.id,
      rawId: this.id,
      type: 'public-key',
      clientExtensionResults: {},
      response: { clientDataJSON, ...response },
    }
  }

  #data(isVerified: boolean, more = 0) {
    const flags = PRESENT | more | (isVerified ? VERIFIED : 0)
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(this.#counter)
    const site = createHash('sha256').update(relyingParty.id).digest()
    return Buffer.concat([site, Buffer.of(flags), counter])
  }

  #publicKey() {
    const { x, y } = this.#keys.publicKey.export({ format: 'jwk' })
    const { COSEKEYS, COSEKTY, COSEALG, COSECRV } = cose
    const key = new Map<number, number | Uint8Array>([
      [COSEKEYS.kty, COSEKTY.EC2],
      [COSEKEYS.alg, COSEALG.ES256],
      [COSEKEYS.crv, COSECRV.P256],
      [COSEKEYS.x, new Uint8Array(Buffer.from(x!, 'base64url'))],
      [COSEKEYS.y, new Uint8Array(Buffer.from(y!, 'base64url'))],
    ])
    return isoCBOR.encode(key as never)
  }
}

function clientData(type: string, challenge: string) {
  return Buffer.from(JSON.stringify({ type, challenge, origin: relyingParty.origin }))
}
