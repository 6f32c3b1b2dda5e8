import { usePage } from '@inertiajs/vue3'
import { ref, watch } from 'vue'
import type { Verdict } from '#http/passwords/guesser'
import { personalWords } from '#http/passwords/personal_words'
import { lengthOfPassword, normalizePassword, PASSWORD_LENGTH } from '#http/passwords/spelling'

export type Strength = Verdict | 'short'

/** A screen reader would be interrupted by a verdict on each letter. */
const PAUSE_MS = 400

const loadGuesser = () => import('#http/passwords/guesser').catch(() => undefined)

/**
 * How the server will judge the password. The dictionary is large, so it loads when the person enters the field.
 */
export function usePasswordStrength(field: { password: string; input?: HTMLInputElement | null }) {
  const page = usePage()
  const strength = ref<Strength>()
  let timer: ReturnType<typeof setTimeout> | undefined

  watch(
    () => field.input,
    (input) => input?.addEventListener('focus', loadGuesser, { once: true })
  )
  watch(
    () => field.password,
    (password) => {
      clearTimeout(timer)
      timer = setTimeout(async () => {
        const found = await strengthOf(normalizePassword(password))
        if (password === field.password) strength.value = found
      }, PAUSE_MS)
    }
  )

  async function strengthOf(password: string) {
    if (!password) return undefined
    if (lengthOfPassword(password) < PASSWORD_LENGTH.min) return 'short'
    const guesser = await loadGuesser()
    return guesser?.judge(password, words())
  }

  function words() {
    const name = typed('name') ?? page.props.user?.name
    const email = typed('username') ?? page.props.user?.email
    return personalWords({ name, email }, [page.props.appName])
  }

  function typed(kind: 'name' | 'username') {
    return field.input?.form?.querySelector<HTMLInputElement>(`[autocomplete="${kind}"]`)?.value
  }

  return strength
}
