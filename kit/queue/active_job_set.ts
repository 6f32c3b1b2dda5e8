/** Each member stores its own index. */
interface Member {
  place?: number
}

/**
 * A set whose members change thousands of times a second. In V8, a Map or Set moves to a new table after some
 * deletions, and the old table points to the new one. Once an old table is in the old generation, the members of all
 * later tables stay in memory until the next full garbage collection, which is then needed soon.
 */
export class ActiveJobSet<One extends Member> implements Iterable<One> {
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

  /** Removing a non-member is a no-op. */
  delete(member: One) {
    if (!this.has(member)) return
    const last = this.#members.pop()!
    if (last === member) return
    last.place = member.place
    this.#members[member.place!] = last
  }

  /** Iterates over a copy, so members may be deleted during the iteration. */
  [Symbol.iterator]() {
    return [...this.#members].values()
  }
}
