/** Whoever is on a roster knows the place. */
interface Member {
  place?: number
}

/**
 * Those who are here, where they come and go by the thousand a second. A Map or a Set is moved to a new table every few
 * deletions, and in V8 the old table points to the new one: once one of them is in the old generation, all that was
 * ever there when a table was left stays in memory until the next full collection, which is soon due then.
 */
export class Roster<One extends Member> implements Iterable<One> {
  #members: One[] = []

  get size() {
    return this.#members.length
  }

  has(member: One) {
    return member.place !== undefined && this.#members[member.place] === member
  }

  add(member: One) {
    member.place = this.#members.length
    this.#members.push(member)
  }

  /** Who is not there may leave as well. */
  delete(member: One) {
    if (!this.has(member)) return
    const last = this.#members.pop()!
    if (last === member) return
    last.place = member.place
    this.#members[member.place!] = last
  }

  /** Whoever is here now, also if they leave meanwhile. */
  [Symbol.iterator]() {
    return [...this.#members].values()
  }
}
