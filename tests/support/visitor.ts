import { watchCookie, watchForm } from '#tests/support/secrets/seen_secrets'

/**
 * An HTTP client with a cookie jar, like a browser, but it does not follow redirects.
 */
export class Visitor {
  #cookies: Map<string, string>
  #version?: string

  /** `address` is the client's address that a proxy on loopback would report; the app must trust this proxy. */
  constructor(
    private origin: string,
    cookies: Iterable<[string, string]> = [],
    private address?: string
  ) {
    this.#cookies = new Map(cookies)
  }

  /**
   * Another browser with a copy of the current cookies, such as a thief's.
   */
  clone() {
    return new Visitor(this.origin, this.#cookies)
  }

  /** The same browser at another process of the app. */
  at(origin: string) {
    return new Visitor(origin, this.#cookies)
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

  /** Replaces a cookie with that of another browser. */
  take(cookie: string, other: Visitor) {
    this.#cookies.set(cookie, other.#cookies.get(cookie)!)
  }

  /** The headers that a browser sends with a form. */
  get headers() {
    const token = decodeURIComponent(this.#csrfCookie())
    return { 'cookie': this.#cookieHeader(), 'x-xsrf-token': token }
  }

  async get(path: string, headers: Record<string, string> = {}) {
    return this.#fetch(path, { headers })
  }

  async head(path: string) {
    return this.#fetch(path, { method: 'HEAD', headers: {} })
  }

  /** Visits a page like a link of an open page: the response is the next page's data, not a document. */
  async visit(path: string) {
    this.#version ??= await this.#readVersion()
    return this.get(path, { 'x-inertia': 'true', 'x-inertia-version': this.#version })
  }

  async post(path: string, form: Record<string, string> = {}) {
    watchForm(form)
    return this.#fetch(path, {
      method: 'POST',
      body: new URLSearchParams(form),
      headers: this.headers,
    })
  }

  /** Sends a form as a browser without scripts, whose token is a field of the form. */
  async postWithoutToken(
    path: string,
    form: Record<string, string>,
    headers: Record<string, string> = {}
  ) {
    const body = new URLSearchParams(form)
    return this.#fetch(path, { method: 'POST', body, headers })
  }

  /** The version by which an open page detects a new release. */
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

  /** In production its name has a prefix. */
  #csrfCookie() {
    return this.#cookies.get('__Host-XSRF-TOKEN') ?? this.#cookies.get('XSRF-TOKEN') ?? ''
  }

  #cookieHeader() {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  #keep(cookie: string) {
    const [, name, value] = cookie.match(/^([^=]+)=([^;]*)/)!
    watchCookie(name, value)
    if (/max-age=(0|-)/i.test(cookie)) this.#cookies.delete(name)
    else this.#cookies.set(name, value)
  }
}
