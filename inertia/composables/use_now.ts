import { onMounted, onUnmounted, readonly, ref } from 'vue'

const MINUTE_MS = 60_000

const now = ref(Date.now())
let watchers = 0
let timer: ReturnType<typeof setInterval>

/**
 * The current time in epoch milliseconds, updated every minute by one timer for all users of it. The server rendered an
 * older time, so an element that shows it needs `data-allow-mismatch="text"` if the server renders it.
 */
export function useNow() {
  if (watchers === 0) now.value = Date.now()

  onMounted(() => {
    if (++watchers === 1) timer = setInterval(tick, MINUTE_MS)
  })
  onUnmounted(() => {
    if (--watchers === 0) clearInterval(timer)
  })
  return readonly(now)
}

function tick() {
  now.value = Date.now()
}
