import { onMounted, onUnmounted, ref } from 'vue'

/** The key and the values of VueUse's `useDark`; the script in inertia_layout.edge reads them too. */
const STORAGE_KEY = 'vueuse-color-scheme'

/** `isDark` is undefined until the component is mounted, because the server does not know it. */
export function useColorMode() {
  const isDark = ref<boolean>()
  let system: MediaQueryList

  const show = (dark: boolean) => {
    isDark.value = dark
    document.documentElement.classList.toggle('dark', dark)
  }

  const followSystem = () => {
    if ((localStorage.getItem(STORAGE_KEY) ?? 'auto') === 'auto') {
      show(system.matches)
    }
  }

  const toggle = () => {
    show(!document.documentElement.classList.contains('dark'))
    const chosen = isDark.value ? 'dark' : 'light'
    localStorage.setItem(STORAGE_KEY, isDark.value === system.matches ? 'auto' : chosen)
  }

  onMounted(() => {
    system = matchMedia('(prefers-color-scheme: dark)')
    system.addEventListener('change', followSystem)
    isDark.value = document.documentElement.classList.contains('dark')
  })
  onUnmounted(() => system.removeEventListener('change', followSystem))

  return { isDark, toggle }
}
