import { router, usePage } from '@inertiajs/vue3'
import { useToast } from '@nuxt/ui/composables/useToast'
import { onMounted, onUnmounted, ref, watch } from 'vue'
import { useTranslations } from '~/composables/use_translations'

type Listener<Name extends 'httpException'> = Parameters<typeof router.on<Name>>[1]

const LOOKS = {
  success: { icon: 'i-lucide-circle-check', duration: 5_000 },
  error: { icon: 'i-lucide-circle-alert', duration: 10_000 },
} as const

/**
 * Shows messages of the server: flash messages, and problems (RFC 9457) that answer a failed form while the page stays
 * open. They are toasts, except for the failures of a guest's form.
 */
export function useNotices() {
  const page = usePage()
  const { t } = useTranslations()
  const { add } = useToast()
  const hasNotices = ref(false)

  const show = (color: keyof typeof LOOKS, title: string | undefined) => {
    if (title) {
      hasNotices.value = true
      add({ title, color, ...LOOKS[color] })
    }
  }

  /** A form of a guest shows it itself: a toast would vanish before it is read. */
  const report = (message: string) => {
    if (page.component.startsWith('auth/')) router.flash(() => ({ formError: message }))
    else show('error', message)
  }

  const showFailure: Listener<'httpException'> = ({ detail: { response } }) => {
    if ('x-inertia' in response.headers) {
      return
    }
    const problem = parseProblem(response.data)
    if (problem || import.meta.env.PROD) {
      report(problem?.detail ?? t('errors.toast.unexpected'))
      return false
    }
  }

  const showNetworkFailure = () => {
    report(t('errors.toast.network'))
    return false
  }

  let stop = () => {}
  onMounted(() => {
    const showFlash = ({ success, error }: typeof page.flash) => {
      show('success', success)
      show('error', error)
    }
    const forgetters = [
      watch(() => page.flash, showFlash, { immediate: true }),
      router.on('httpException', showFailure),
      router.on('networkError', showNetworkFailure),
    ]
    stop = () => forgetters.forEach((forget) => forget())
  })
  onUnmounted(() => stop())

  return { hasNotices }
}

function parseProblem(data: unknown): { detail?: string } | undefined {
  try {
    return typeof data === 'string' ? JSON.parse(data) : (data as object)
  } catch {
    return undefined
  }
}
