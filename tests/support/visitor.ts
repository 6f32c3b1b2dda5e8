/**
 * Talks to the app over HTTP as a browser does, with a cookie jar, but follows no redirect.
 */
export class Visitor {
  #cookies: Map<string, string>
  #version?: string

  /** The `address` is that of a client of the proxy on loopback, where the app believes it. */
  constructor(
    private origin: string,
    cookies: Iterable<[string, string]> = [],
    private address?: string
  ) {
    this.#cookies = new Map(cookies)
  }

  /**
   * Another browser with the same cookies as this one has now: a thief's.
   */
  clone() {
    return new Visitor(this.origin, this.#cookies)
  }

  has(cookie: string) {
    return this.#cookies.has(cookie)
  }

  valueOf(cookie: string) {
    return this.#cookies.get(cookie)
  }

  forget(cookie: string) {
    this.#cookies.delete(cookie)
  }

  /** Takes a cookie of another browser in the place of its own. */
  take(cookie: string, other: Visitor) {
    this.#cookies.set(cookie, other.#cookies.get(cookie)!)
  }

  /** As a browser sends them with a form. */
  get headers() {
    const token = decodeURIComponent(this.#cookies.get('XSRF-TOKEN') ?? '')
    return { 'cookie': this.#cookieHeader(), 'x-xsrf-token': token }
  }

  async get(path: string, headers: Record<string, string> = {}) {
    return this.#fetch(path, { headers })
  }

  /** As a link of an open page does: what comes is the next page's data, not a document. */
  async visit(path: string) {
    this.#version ??= await this.#readVersion()
    return this.get(path, { 'x-inertia': 'true', 'x-inertia-version': this.#version })
  }

  async post(path: string, form: Record<string, string> = {}) {
    return this.#fetch(path, {
      method: 'POST',
      body: new URLSearchParams(form),
      headers: this.headers,
    })
  }

  /** By which an open page knows that the release is still its own. */
  async #readVersion() {
    const response = await fetch(this.origin)
    const document = await response.text()
    return document.match(/"version":"([^"]+)"/)![1]
  }

  async #fetch(path: string, init: RequestInit & { headers: Record<string, string> }) {
    const response = await fetch(this.origin + path, {
      ...init,
      redirect: 'manual',
      headers: {
        accept: 'text/html',
        cookie: this.#cookieHeader(),
        ...(this.address && { 'x-forwarded-for': this.address }),
        ...init.headers,
      },
    })
    for (const cookie of response.headers.getSetCookie()) this.#keep(cookie)
    return response
  }

  #cookieHeader() {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  #keep(cookie: string) {
    const [, name, value] = cookie.match(/^([^=]+)=([^;]*)/)!
    if (/max-age=(0|-)/i.test(cookie)) this.#cookies.delete(name)
    else this.#cookies.set(name, value)
  }
}
