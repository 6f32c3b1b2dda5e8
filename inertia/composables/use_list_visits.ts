import { router, usePage } from '@inertiajs/vue3'
import { onUnmounted, ref } from 'vue'

/** Whether the list is being loaded, and the address that could not be loaded. */
export function useListVisits() {
  const page = usePage()
  const isLoading = ref(false)
  const failed = ref<string>()
  let address = ''

  const fail = () => {
    if (isLoading.value) failed.value = address
  }
  const stops = [
    router.on('start', ({ detail: { visit } }) => {
      const isOfList = visit.method === 'get' && visit.url.pathname === page.url.split(/[?#]/)[0]
      if (!isOfList || visit.async || visit.prefetch) return
      isLoading.value = true
      failed.value = undefined
      address = visit.url.pathname + visit.url.search
    }),
    router.on('httpException', fail),
    router.on('networkError', fail),
    router.on('finish', () => (isLoading.value = false)),
  ]
  onUnmounted(() => stops.forEach((stop) => stop()))

  return { isLoading, failed }
}
