import { onMounted, onUnmounted, readonly, ref } from 'vue'

const SECOND_MS = 1000

/** Counts seconds down to zero, once the page runs in a browser. */
export function useSecondsLeft(seconds: number) {
  const left = ref(seconds)
  let timer: ReturnType<typeof setInterval>

  onMounted(() => {
    const end = Date.now() + seconds * SECOND_MS
    timer = setInterval(() => {
      left.value = Math.max(0, Math.ceil((end - Date.now()) / SECOND_MS))
      if (left.value === 0) clearInterval(timer)
    }, SECOND_MS / 4)
  })
  onUnmounted(() => clearInterval(timer))
  return readonly(left)
}
