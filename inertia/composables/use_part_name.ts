import { nextTick, onMounted, watch } from 'vue'

/** Says in the page's language how a part is called that Reka UI names in English, for nobody can tell it another name. */
export function usePartName(selector: string, name: () => string) {
  const rename = async (current: string) => {
    await nextTick()
    document.querySelectorAll(selector).forEach((part) => part.setAttribute('aria-label', current))
  }

  onMounted(() => watch(name, rename, { immediate: true, flush: 'post' }))
}
