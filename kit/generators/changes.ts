import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises'
import { dirname, join, normalize } from 'node:path'
import { createTwoFilesPatch } from 'diff'
import { formatted, isFormatted } from '#generators/formatting'

/** A change that a generator cannot make. Its message is for the developer, and nothing has been written. */
export class ChangeRefused extends Error {}

interface Change {
  path: string
  /** The content on the disk, or null if there is no such file. */
  before: string | null
  /** The content to write, or null to delete the file. */
  after: string | null
}

interface Options {
  /** The folder that all paths are relative to. */
  root: string
  /** Replaces files that exist. */
  force?: boolean
  /** Changes the text of a file when it is read. Such a set must not be written. */
  readAs?: (path: string, text: string) => string
}

/**
 * The files that a generator creates, edits and removes. It collects them in memory, so that they can be shown before,
 * and `apply` writes all of them or none.
 */
export class ChangeSet {
  readonly root: string
  readonly #force: boolean
  readonly #readAs: NonNullable<Options['readAs']>
  readonly #changes = new Map<string, Change>()
  readonly #written = new Set<string>()
  /** Files whose text comes from Prettier. */
  readonly #formatted = new Set<string>()

  constructor({ root, force = false, readAs = (_path, text) => text }: Options) {
    this.root = root
    this.#force = force
    this.#readAs = readAs
  }

  /** @throws ChangeRefused if the file exists, unless the set replaces files. */
  async create(path: string, text: string) {
    const exists = (await this.read(path)) !== null
    if (exists && !this.#force) {
      throw new ChangeRefused(`${path} exists already, for something else. Choose another name`)
    }
    await this.#putFormatted(path, text)
  }

  /**
   * Changes a file. If it was formatted before, it is so afterwards.
   * @throws ChangeRefused if the file does not exist.
   */
  async edit(path: string, change: (text: string) => string | Promise<string>) {
    const before = await this.read(path)
    if (before === null) throw new ChangeRefused(`${path} does not exist`)
    try {
      await this.#change(path, before, change)
    } catch (error) {
      throw readable(path, error)
    }
  }

  async #change(path: string, before: string, change: (text: string) => string | Promise<string>) {
    const after = await change(before)
    if (after === before) return
    if (await this.#isFormatted(path, before)) await this.#putFormatted(path, after)
    else this.#put(path, after)
  }

  /** @throws ChangeRefused if the file does not exist. */
  async remove(path: string) {
    if ((await this.read(path)) === null) throw new ChangeRefused(`${path} does not exist`)
    this.#put(path, null)
  }

  /** Takes back all changes of a file. */
  keep(path: string) {
    const change = this.#changes.get(this.#keyOf(path))
    if (change) change.after = change.before
  }

  /** The content of a file after the changes, or null if there is no such file. */
  async read(path: string) {
    const key = this.#keyOf(path)
    const known = this.#changes.get(key)
    if (known) return known.after
    if (!existsSync(join(this.root, key))) return null
    const before = this.#readAs(key, await readFile(join(this.root, key), 'utf8'))
    this.#changes.set(key, { path: key, before, after: before })
    return before
  }

  async exists(path: string) {
    return (await this.read(path)) !== null
  }

  /** The changes, in the order of their paths. */
  list() {
    return [...this.#changes.values()]
      .filter(({ before, after }) => before !== after)
      .sort((one, other) => (one.path < other.path ? -1 : 1))
      .map(({ path, before, after }) => ({ path, kind: kindOf(before, after) }))
  }

  /** All files that have been read or changed. */
  paths() {
    return [...this.#changes.keys()].sort()
  }

  /** One line for each file, under its folders: `+` creates it, `~` changes it and `-` deletes it. */
  tree() {
    const lines: string[] = []
    let shown: string[] = []
    for (const { path, kind } of this.list()) {
      const folders = path.split('/')
      const file = folders.pop()!
      const isSame = (folder: string, depth: number) =>
        folder === shown[depth] && folders.slice(0, depth).join() === shown.slice(0, depth).join()
      for (const [depth, folder] of folders.entries()) {
        if (!isSame(folder, depth)) lines.push(`${'  '.repeat(depth + 1)}${folder}/`)
      }
      lines.push(`${SIGNS[kind]} ${'  '.repeat(folders.length)}${file}`)
      shown = folders
    }
    return lines.join('\n')
  }

  /** All changes as a unified diff, which `git apply` understands. */
  diff() {
    return this.list()
      .map(({ path }) => {
        const { before, after } = this.#changes.get(path)!
        const names = [
          before === null ? '/dev/null' : `a/${path}`,
          after === null ? '/dev/null' : `b/${path}`,
        ] as const
        return createTwoFilesPatch(...names, before ?? '', after ?? '', undefined, undefined, {
          headerOptions: { includeIndex: false, includeUnderline: false, includeFileHeaders: true },
        })
      })
      .join('')
  }

  /**
   * Writes all files, or first some of them. If one cannot be written, those before it get their old content back.
   * @throws ChangeRefused if a file has changed since it was read.
   */
  async apply(isWanted: (path: string) => boolean = () => true) {
    const changes = this.#changed((path) => isWanted(path) && !this.#written.has(path))
    for (const change of changes) await this.#refuseIfStale(change)

    const done: Change[] = []
    try {
      for (const change of changes) {
        await this.#write(change.path, change.after)
        done.push(change)
        this.#written.add(change.path)
      }
    } catch (error) {
      await this.#restore(done)
      throw error
    }
  }

  /** Gives all files that are written, or some of them, the content that they had before `apply`. */
  async undo(isWanted: (path: string) => boolean = () => true) {
    await this.#restore(this.#changed((path) => isWanted(path) && this.#written.has(path)))
  }

  async #restore(changes: Change[]) {
    for (const { path, before } of changes.toReversed()) {
      await this.#write(path, before)
      this.#written.delete(path)
    }
  }

  #changed(isWanted: (path: string) => boolean) {
    return this.list()
      .filter(({ path }) => isWanted(path))
      .map(({ path }) => this.#changes.get(path)!)
  }

  async #write(path: string, text: string | null) {
    const file = join(this.root, path)
    if (text === null) {
      await rm(file, { force: true })
      await this.#removeEmptyFolders(dirname(path))
      return
    }
    const unfinished = `${file}.${process.pid}.tmp`
    try {
      await mkdir(dirname(file), { recursive: true })
      await writeFile(unfinished, text)
      await rename(unfinished, file)
    } catch (error) {
      await rm(unfinished, { force: true }).catch(() => {})
      await this.#removeEmptyFolders(dirname(path))
      throw error
    }
  }

  /** Git knows no empty folders, so none is left. */
  async #removeEmptyFolders(folder: string) {
    if (folder === '.') return
    const isRemoved = await rmdir(join(this.root, folder)).then(
      () => true,
      () => false
    )
    if (isRemoved) await this.#removeEmptyFolders(dirname(folder))
  }

  async #refuseIfStale({ path, before }: Change) {
    const file = join(this.root, path)
    const current = existsSync(file) ? await readFile(file, 'utf8') : null
    if (current !== before) {
      throw new ChangeRefused(
        `${path} has changed meanwhile. Nothing is written: run the command again`
      )
    }
  }

  async #isFormatted(path: string, text: string) {
    return this.#formatted.has(this.#keyOf(path)) || isFormatted(this.root, path, text)
  }

  async #putFormatted(path: string, text: string) {
    this.#put(path, await formatted(this.root, path, text))
    this.#formatted.add(this.#keyOf(path))
  }

  #put(path: string, after: string | null) {
    const key = this.#keyOf(path)
    const before = this.#changes.get(key)?.before ?? null
    this.#changes.set(key, { path: key, before, after })
  }

  #keyOf(path: string) {
    const key = normalize(path)
    if (key.startsWith('..') || key.startsWith('/')) {
      throw new ChangeRefused(`${path} is outside of the project`)
    }
    return key
  }
}

/** The error of a parser does not name the file. */
function readable(path: string, error: unknown) {
  const isOfParser =
    error instanceof SyntaxError || (error instanceof Error && 'codeFrame' in error)
  if (!isOfParser) return error
  return new ChangeRefused(`${path} cannot be read. Mend it first: ${error.message}`)
}

const SIGNS = { create: '+', change: '~', remove: '-' } as const

function kindOf(before: string | null, after: string | null): keyof typeof SIGNS {
  if (before === null) return 'create'
  return after === null ? 'remove' : 'change'
}
