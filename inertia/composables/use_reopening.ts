import { onMounted, onUnmounted } from 'vue'

const EVERY_MS = 20_000

/** Asks now and then whether the address of the page answers again, and opens it then. */
export function useReopening() {
  let timer: ReturnType<typeof setInterval>

  async function check() {
    if (!document.hidden && (await answers())) location.reload()
  }

  onMounted(() => void (timer = setInterval(check, EVERY_MS)))
  onUnmounted(() => clearInterval(timer))
}

async function answers() {
  const headers = { 'accept': 'application/json', 'x-background': 'true' }
  const response = await fetch(location.href, { headers }).catch(() => undefined)
  return response !== undefined && response.status < 500
}
