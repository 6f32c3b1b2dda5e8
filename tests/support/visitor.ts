/**
 * Talks to the app over HTTP as a browser does, with a cookie jar, but follows no redirect.
 */
export class Visitor {
  #cookies: Map<string, string>

  constructor(
    private origin: string,
    cookies: Iterable<[string, string]> = []
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

  async get(path: string, headers: Record<string, string> = {}) {
    return this.#fetch(path, { headers })
  }

  async post(path: string, form: Record<string, string> = {}) {
    return this.#fetch(path, {
      method: 'POST',
      body: new URLSearchParams(form),
      headers: { 'x-xsrf-token': decodeURIComponent(this.#cookies.get('XSRF-TOKEN') ?? '') },
    })
  }

  async #fetch(path: string, init: RequestInit & { headers: Record<string, string> }) {
    const response = await fetch(this.origin + path, {
      ...init,
      redirect: 'manual',
      headers: { accept: 'text/html', cookie: this.#cookieHeader(), ...init.headers },
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
