/**
 * A client with a cookie jar that visits pages and submits forms. Each form comes from another address, given in
 * X-Forwarded-For as a proxy does, because one address may submit only 20 per minute.
 */
export class Visitor {
  static #addresses = 0
  #origin: string
  #cookies = new Map<string, string>()

  constructor(origin: string) {
    this.#origin = origin
  }

  get cookie() {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  async visit(path: string) {
    const response = await this.#fetch(path)
    this.#keep(response)
    return response
  }

  /** Submits a form and keeps the cookies of the response. */
  async send(path: string, form: Record<string, string>, goesTo: string) {
    this.#keep(await this.post(path, form, goesTo))
  }

  /**
   * Submits a form as a client that stays on the same page: the cookies do not change.
   * @throws if the response is not a redirect to `goesTo`
   */
  async post(path: string, form: Record<string, string>, goesTo: string) {
    const response = await this.#fetch(path, {
      method: 'POST',
      body: new URLSearchParams(form),
      headers: {
        'x-xsrf-token': decodeURIComponent(this.#csrfCookie()),
        'x-forwarded-for': this.#nextAddress(),
      },
    })
    const location = response.headers.get('location')
    if (location !== goesTo) throw new Error(`POST ${path}: ${response.status}, to ${location}`)
    return response
  }

  async #fetch(path: string, init: RequestInit = {}) {
    const response = await fetch(this.#origin + path, {
      redirect: 'manual',
      ...init,
      headers: { accept: 'text/html', cookie: this.cookie, ...init.headers },
    })
    await response.bytes()
    return response
  }

  #keep(response: Response) {
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = cookie.match(/^([^=]+)=([^;]*)/)!
      if (value) this.#cookies.set(name, value)
      else this.#cookies.delete(name)
    }
  }

  /** Easystart's has a prefix in production. */
  #csrfCookie() {
    return this.#cookies.get('__Host-XSRF-TOKEN') ?? this.#cookies.get('XSRF-TOKEN')!
  }

  #nextAddress() {
    const count = ++Visitor.#addresses
    return `10.${(count >> 16) & 255}.${(count >> 8) & 255}.${count & 255}`
  }
}
