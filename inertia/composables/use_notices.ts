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
 * Shows messages of the server as toasts: flash messages, and problems (RFC 9457) that answer a failed form while the
 * page stays open.
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

  const showFailure: Listener<'httpException'> = ({ detail: { response } }) => {
    if ('x-inertia' in response.headers) {
      return
    }
    const problem = parseProblem(response.data)
    if (problem || import.meta.env.PROD) {
      show('error', problem?.detail ?? t('errors.toast.unexpected'))
      return false
    }
  }

  const showNetworkFailure = () => {
    show('error', t('errors.toast.network'))
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
