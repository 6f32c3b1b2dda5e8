import { useRouter } from '@adonisjs/inertia/vue'
import { usePage } from '@inertiajs/vue3'
import { onMounted, onUnmounted, ref, watch } from 'vue'
import type { Theme } from '#config/themes'

/** The key and the values of VueUse's `useDark`; the script in inertia_layout.edge reads them too. */
const STORAGE_KEY = 'vueuse-color-scheme'
const DARK = '(prefers-color-scheme: dark)'

/** Undefined until a component is mounted, because the server does not know it. */
const isDark = ref<boolean>()

/** The switch. A member's choice is stored with the account, a guest's in the browser. */
export function useColorMode() {
  const page = usePage()
  const router = useRouter()

  const toggle = () => {
    const theme = themeFor(!isDark.value)
    show(theme)
    if (page.props.user) {
      const options = { preserveScroll: true, preserveState: true }
      router.put({ route: 'settings.themes.update' }, { theme }, options)
    }
  }

  return { isDark, toggle }
}

/** Follows the account and the device. The browser remembers the theme, so that it stays after a log-out. */
export function useTheme() {
  const page = usePage()
  let system: MediaQueryList | undefined
  const followSystem = () => show(storedTheme())

  onMounted(() => {
    system = matchMedia(DARK)
    system.addEventListener('change', followSystem)
    watch(
      () => page.props.user?.theme,
      (theme) => show(theme ?? storedTheme()),
      { immediate: true }
    )
  })
  onUnmounted(() => system?.removeEventListener('change', followSystem))
}

function show(theme: Theme) {
  localStorage.setItem(STORAGE_KEY, theme === 'system' ? 'auto' : theme)
  isDark.value = theme === 'dark' || (theme === 'system' && matchMedia(DARK).matches)
  document.documentElement.classList.toggle('dark', isDark.value)
}

function storedTheme(): Theme {
  const stored = localStorage.getItem(STORAGE_KEY)
  return stored === 'dark' || stored === 'light' ? stored : 'system'
}

/** Back to the look of the device means: follow the device again. */
function themeFor(dark: boolean): Theme {
  if (dark === matchMedia(DARK).matches) return 'system'
  return dark ? 'dark' : 'light'
}
