import { computed, onUnmounted, ref, watch, type ComputedRef } from 'vue'
import { urlFor } from '~/client'
import { useTranslations } from '~/composables/use_translations'
import type { RouteName } from '~/form'

export interface Option {
  value: string | number
  label: string
}

const PAUSE_MS = 250

/**
 * Asks the server for options while somebody types.
 * @param target a route of GET, which gets `?search=…` and answers `{ data: { value, label }[] }`
 * @param known the options that the page has; they are offered until somebody types
 */
export function useOptionSearch(
  target: { readonly route: RouteName; readonly params?: Record<string, string | number> },
  known: ComputedRef<Option[]>
) {
  const { t } = useTranslations()
  const text = ref('')
  const found = ref<Option[]>()
  const state = ref<'idle' | 'searching' | 'failed'>('idle')
  const items = computed(() => found.value ?? known.value)
  const notice = computed(() => {
    if (state.value === 'failed') return t('fields.search_failed')
    if (state.value === 'searching') return t('fields.searching')
    const isEmpty = text.value && items.value.length === 0
    return isEmpty ? t('fields.no_matches', { text: text.value }) : ''
  })
  let pause: ReturnType<typeof setTimeout> | undefined
  let request: AbortController | undefined

  function stop() {
    clearTimeout(pause)
    request?.abort()
  }
  onUnmounted(stop)

  watch(text, (search) => {
    stop()
    found.value = search ? [] : undefined
    state.value = search ? 'searching' : 'idle'
    if (search) pause = setTimeout(() => ask(search), PAUSE_MS)
  })

  async function ask(search: string) {
    const { signal } = (request = new AbortController())
    try {
      const { route, params = {} } = target
      const url = (urlFor as unknown as (...args: unknown[]) => string)(route, params, {
        qs: { search },
      })
      const answer = await fetch(url, { headers: { accept: 'application/json' }, signal })
      if (!answer.ok) {
        await answer.body?.cancel()
        throw new Error(`${url} answered ${answer.status}`)
      }
      const { data } = (await answer.json()) as { data: Option[] }
      found.value = data
      state.value = 'idle'
    } catch {
      if (!signal.aborted) state.value = 'failed'
    }
  }

  return { text, items, notice, isSearching: computed(() => state.value === 'searching') }
}
