import { usePage } from '@inertiajs/vue3'
import { computed } from 'vue'
import { errorOf } from '~/form_fields'

/**
 * The error of a field. `<Form>` knows only the errors of forms that it sent itself; a browser without scripts sends the
 * form, and its errors come with the page.
 */
export function useFieldError(field: { name: string; error?: string }) {
  const page = usePage()
  return computed(() => field.error ?? errorOf(field.name, page.props.errors))
}
