import { nextTick, onMounted, watch } from 'vue'

/** Translates the label of an element that Reka UI labels in English, because Reka UI has no option for it. */
export function usePartName(selector: string, name: () => string) {
  const rename = async (current: string) => {
    await nextTick()
    document.querySelectorAll(selector).forEach((part) => part.setAttribute('aria-label', current))
  }

  onMounted(() => watch(name, rename, { immediate: true, flush: 'post' }))
}
