/** The things used last, by their key: as many as `limit`, for keys may come from outside. */
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
