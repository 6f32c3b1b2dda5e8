import Bowser from 'bowser'
import { LRUCache } from 'lru-cache'

export interface Device {
  browser: string
  system: string
  isPhone: boolean
}

/** A page of events or sessions names few devices in many rows, and a header costs 10 µs to read. */
const known = new LRUCache<string, { device: Device | null }>({
  max: 500,
  memoMethod: (userAgent) => ({ device: read(userAgent) }),
})

/** @returns null if the header does not name a browser and a system */
export function deviceOf(userAgent: string | null): Device | null {
  return userAgent ? known.memo(userAgent).device : null
}

function read(userAgent: string): Device | null {
  const { browser, os, platform } = Bowser.parse(userAgent)
  if (!browser.name || !os.name) return null
  return { browser: browser.name, system: os.name, isPhone: platform.type === 'mobile' }
}
