import { E_UNREGISTERED_JOB } from '#queue/errors'
import type { JobClass } from '#queue/types'

type JobImports = Record<string, () => Promise<{ default: JobClass }>>

/**
 * The jobs of the app by name, and their names by class.
 */
export class JobRegistry {
  #imports: JobImports
  #names?: Promise<Map<JobClass, string>>

  constructor(imports: JobImports) {
    this.#imports = imports
  }

  add(imports: JobImports) {
    this.#imports = { ...this.#imports, ...imports }
    this.#names = undefined
  }

  /**
   * @returns undefined for a name that this release does not know
   */
  async find(name: string): Promise<JobClass | undefined> {
    if (!Object.hasOwn(this.#imports, name)) return undefined
    const module = await this.#imports[name]()
    return module.default
  }

  /**
   * @throws E_UNREGISTERED_JOB
   */
  async nameOf(job: JobClass): Promise<string> {
    this.#names ??= this.#load()
    const names = await this.#names
    const name = names.get(job)
    if (!name) throw new E_UNREGISTERED_JOB([job.name])
    return name
  }

  async #load() {
    const entries = await Promise.all(
      Object.entries(this.#imports).map(async ([name, load]) => {
        const module = await load()
        return [module.default, name] as const
      })
    )
    return new Map(entries)
  }
}
