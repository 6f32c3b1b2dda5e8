import type { Client } from 'pg'
import app from '@adonisjs/core/services/app'
import { listen } from '#http/live/listen'

const CHANNEL = 'settings'

interface Follower {
  onChange(): void
  /** A change may be unheard from now on. */
  onLoss(): void
}

/** The one connection of this process on which PostgreSQL tells of each change of the table `settings`. */
class SettingsChanges {
  #followers = new Set<Follower>()
  #client?: Promise<Client>

  constructor() {
    app.terminating(async () => {
      const client = await this.#client?.catch(() => undefined)
      await client?.end()
    })
  }

  /** @returns whether changes are heard from now on; if not, call it again later */
  async follow(follower: Follower) {
    if (app.isTerminating) return false
    this.#followers.add(follower)
    try {
      await (this.#client ??= this.#connect())
      return true
    } catch {
      this.#client = undefined
      return false
    }
  }

  #connect() {
    return listen(CHANNEL, {
      onNotice: () => this.#followers.forEach((follower) => follower.onChange()),
      onEnd: () => {
        this.#client = undefined
        this.#followers.forEach((follower) => follower.onLoss())
      },
    })
  }
}

export const settingsChanges = new SettingsChanges()
