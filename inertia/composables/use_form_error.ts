import { usePage } from '@inertiajs/vue3'
import { computed, ref, watch } from 'vue'

/** Why the form failed as a whole; `failures` counts, so that the same message twice is two messages. */
export function useFormError() {
  const page = usePage()
  const formError = computed(() => page.flash.formError)
  const failures = ref(0)
  watch(
    () => page.flash,
    () => {
      if (formError.value) failures.value++
    }
  )
  return { formError, failures }
}
