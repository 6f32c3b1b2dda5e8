import { urlFor } from '~/client'

export interface News {
  unread: number
  newest: { id: number; title: string } | null
}

const EVERY_MS = 60_000

/** A page that gets no stream in this time asks once by itself. */
const FIRST_MS = 3000

/** The server says something at least every 20 seconds. */
const SILENT_MS = 50_000

/**
 * Tells the news at once and whenever they change: by server-sent events, and while no event arrives (the stream is
 * refused or blocked, or a proxy holds it back) by asking every minute. A page that is not visible does neither.
 * @returns the function that stops it
 */
export function followNews(tell: (news: News) => void) {
  let source: EventSource | undefined
  let heardAt = 0
  let asking: Promise<void> | undefined
  let isOutdated = false

  /** Messages that arrive meanwhile lead to one more request. */
  function ask() {
    isOutdated = asking !== undefined
    asking ??= fetchNews()
      .catch(() => {})
      .finally(() => {
        asking = undefined
        if (isOutdated) ask()
      })
  }

  async function fetchNews() {
    const headers = { 'accept': 'application/json', 'x-background': 'true' }
    const response = await fetch(urlFor('unread_notifications.show'), { headers })
    if (response.status === 401) stop()
    if (response.ok) tell(await response.json())
  }

  function connect() {
    source?.close()
    source = new EventSource(urlFor('notification_streams.show'))
    source.onopen = () => {
      heardAt = Date.now()
      ask()
    }
    source.onmessage = ({ data }) => {
      heardAt = Date.now()
      const { payload: topic } = JSON.parse(data)
      if (topic === 'notifications') ask()
      else if (topic) dispatchEvent(new CustomEvent('live', { detail: topic }))
    }
  }

  function check() {
    if (document.hidden || Date.now() - heardAt < SILENT_MS) return
    ask()
    connect()
  }

  /** Browsers open few connections to one host, so only visible pages keep one. */
  function begin() {
    source?.close()
    heardAt = 0
    clearTimeout(first)
    if (document.hidden) return
    connect()
    first = setTimeout(check, FIRST_MS)
  }

  function stop() {
    source?.close()
    clearTimeout(first)
    clearInterval(timer)
    document.removeEventListener('visibilitychange', begin)
  }

  let first: ReturnType<typeof setTimeout> | undefined
  const timer = setInterval(check, EVERY_MS)
  document.addEventListener('visibilitychange', begin)
  begin()
  return stop
}
