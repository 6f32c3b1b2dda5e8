/** A part of a file with its place: a node of its syntax tree, with the comments above it. */
export class Tree {
  readonly text: string
  /** The text without layout and trailing commas, which say nothing. */
  readonly gist: string

  /**
   * @param kind trees of different kinds are never the same thing
   * @param key the name among its siblings: that of a property, a test, an import …; empty if it has none
   * @param isList its children are items of a list, which can be added and removed
   */
  constructor(
    readonly kind: string,
    readonly key: string,
    readonly start: number,
    readonly end: number,
    whole: string,
    readonly children: Tree[] = [],
    readonly isList = false,
    readonly hasCommas = false
  ) {
    this.text = whole.slice(start, end)
    this.gist = gistOf(this.text)
  }

  isSame(other: Tree) {
    return this.kind === other.kind && this.gist === other.gist
  }

  /** Where it begins behind the comments above it. */
  get codeStart() {
    return this.children.find(({ kind }) => kind !== 'Comment')?.start ?? this.start
  }

  /** Whether only the comments above them differ. */
  isSameCode(other: Tree) {
    const [one, two] = [this, other].map((tree) =>
      gistOf(tree.text.slice(tree.codeStart - tree.start))
    )
    return this.kind === other.kind && one === two
  }
}

/** A text without its layout. */
export function gistOf(text: string) {
  return text
    .replace(/\s+/g, '')
    .replace(/,(?=[\])}>])/g, '')
    .replace(/(?<=[=:(<,])\|/g, '')
}
