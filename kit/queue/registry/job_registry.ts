import { E_AMBIGUOUS_JOB, E_INVALID_JOB_FILE, E_UNREGISTERED_JOB } from '#queue/errors'
import { isJobClass } from '#queue/registry/job_class'
import type { JobClass, JobImports } from '#queue/types'

/**
 * Finds the app's jobs by name, and their names by class.
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
   * @throws E_UNREGISTERED_JOB, E_INVALID_JOB_FILE, E_AMBIGUOUS_JOB
   */
  async nameOf(job: JobClass): Promise<string> {
    let names = await this.names()
    if (!names.has(job)) names = await this.#namesAnew()

    const name = names.get(job)
    if (!name) throw new E_UNREGISTERED_JOB([job.name])
    return name
  }

  /**
   * Imports every job, once.
   * @throws E_INVALID_JOB_FILE, E_AMBIGUOUS_JOB, and any error of a job's module
   */
  names() {
    this.#names ??= this.#index()
    return this.#names
  }

  /**
   * After hot reloading, an unknown class may be the new version of a known one.
   */
  #namesAnew() {
    this.#names = undefined
    return this.names()
  }

  async #index() {
    const names = new Map<JobClass, string>()
    const entries = Object.entries(this.#imports)
    const modules = await Promise.all(entries.map(([, load]) => load()))

    entries.forEach(([name], index) => {
      const { default: job } = modules[index]
      if (!isJobClass(job)) throw new E_INVALID_JOB_FILE([name])
      const other = names.get(job)
      if (other) throw new E_AMBIGUOUS_JOB([other, name])
      names.set(job, name)
    })
    return names
  }
}
