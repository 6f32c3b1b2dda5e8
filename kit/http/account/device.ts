import Bowser from 'bowser'

export interface Device {
  browser: string
  system: string
  isPhone: boolean
}

/** @returns null if the header does not name a browser and a system */
export function deviceOf(userAgent: string | null): Device | null {
  if (!userAgent) return null
  const { browser, os, platform } = Bowser.parse(userAgent)
  if (!browser.name || !os.name) return null
  return { browser: browser.name, system: os.name, isPhone: platform.type === 'mobile' }
}
