import { onMounted, onUnmounted, ref } from 'vue'
import type { News } from '~/live_notifications'

/** The news of the logged-in member, which the bell and the list share. Null before they are known. */
const news = ref<News | null>(null)

export function useNews() {
  return { news }
}

/** Follows the news while the component is shown, from the first moment in which the page has nothing else to do. */
export function useLiveNews() {
  let stop = () => {}
  let isGone = false

  onMounted(() => {
    whenIdle(async () => {
      const { followNews } = await import('~/live_notifications')
      if (!isGone) stop = followNews((latest) => (news.value = latest))
    })
  })
  onUnmounted(() => {
    isGone = true
    stop()
    news.value = null
  })

  return { news }
}

/** Safari has no idle callbacks. */
function whenIdle(callback: () => void) {
  if ('requestIdleCallback' in window) requestIdleCallback(callback, { timeout: 2000 })
  else setTimeout(callback, 300)
}
