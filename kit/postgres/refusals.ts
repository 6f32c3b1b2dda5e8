import type { Host, Wanted } from '#postgres/cluster_url'

/** SQLSTATEs of a wrong user or password, and of a database that is missing. */
const WRONG_ADDRESS = /^(28|3D)/

/** The longest time until the same sentence is told again. */
const REPEAT_MS = 30_000

type Reason = Error & { code?: string }

/** Tells the operator why servers of a cluster cannot be used. */
export class Refusals {
  /** Set by `useClusters`. */
  static report: (sentence: string) => void = () => {}

  #told = ''
  #toldAt = -Infinity

  /** Names the servers that would refuse the app if one of them became the primary. */
  tell(errors: [Host, Error][]) {
    const wrong = errors.filter(([, error]) => isWrongAddress(error))
    if (wrong.length > 0) {
      this.#report(`A server of the database refuses the app: ${reasonsOf(wrong)}`)
    }
  }

  /**
   * @returns an error of SQLSTATE 08001, or that of the servers if each of them refuses the user, the password or the database
   */
  noServer(wanted: Wanted, reasons: [Host, Error | string][]) {
    const sentence = `No server of the database is ${wanted}: ${reasonsOf(reasons)}`
    this.#report(sentence)
    const isWrong = reasons.every(([, reason]) => isWrongAddress(reason))
    const [[, first]] = reasons
    return Object.assign(new Error(sentence), { code: isWrong ? (first as Reason).code : '08001' })
  }

  #report(sentence: string) {
    const now = performance.now()
    if (sentence === this.#told && now - this.#toldAt < REPEAT_MS) return
    this.#told = sentence
    this.#toldAt = now
    Refusals.report(sentence)
  }
}

/** Whether the server itself has refused the connection, so that it runs. */
export function isRefusal(error: Reason) {
  return 'severity' in error
}

function isWrongAddress(reason: Reason | string) {
  return typeof reason === 'object' && WRONG_ADDRESS.test(reason.code ?? '')
}

function reasonsOf(reasons: [Host, Error | string][]) {
  const texts = reasons.map(([{ name, port }, reason]) => {
    return `${name}:${port} ${typeof reason === 'string' ? reason : textOf(reason)}`
  })
  return texts.join('; ')
}

/** An error about several addresses of a host has no message. */
function textOf({ code, message }: Reason) {
  return message || code
}
