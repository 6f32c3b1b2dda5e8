import { onMounted, onUnmounted, readonly, ref } from 'vue'

const MINUTE_MS = 60_000

const now = ref(Date.now())
let watchers = 0
let timer: ReturnType<typeof setInterval>

/**
 * The time in epoch milliseconds, of the last minute: one timer for all who show it. The page that the server rendered has
 * an older one, so that an element which shows it needs `data-allow-mismatch="text"` where the server renders it.
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
