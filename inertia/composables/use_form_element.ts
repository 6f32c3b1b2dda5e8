import { nextTick, watch, type Ref } from 'vue'

/**
 * For a field that sends hidden inputs: a form notices neither that they have other values, nor does it empty the field.
 * @param element any element of the field
 * @param reset gives the field its stored value again
 * @returns a function that tells the form of a change
 */
export function useFormElement(element: Ref<HTMLElement | null>, reset: () => void) {
  watch(element, (current, _before, onCleanup) => {
    const form = current?.closest('form')
    form?.addEventListener('reset', reset)
    onCleanup(() => form?.removeEventListener('reset', reset))
  })

  return async () => {
    await nextTick()
    element.value?.dispatchEvent(new Event('change', { bubbles: true }))
  }
}
