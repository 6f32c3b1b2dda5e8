/** Keeps the `limit` most recently used entries, because keys may come from outside. */
export class Cache<Thing> {
  #things = new Map<string, Thing>()

  constructor(private limit: number) {}

  get(key: string, make: () => Thing): Thing {
    const thing = this.#things.get(key) ?? make()
    this.#things.delete(key)
    this.#things.set(key, thing)
    if (this.#things.size > this.limit) {
      this.#things.delete(this.#things.keys().next().value!)
    }
    return thing
  }
}
