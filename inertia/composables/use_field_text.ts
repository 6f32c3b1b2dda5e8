import { ref, watch } from 'vue'
import { useTypedText } from '~/composables/use_typed_text'

/** The text of a field: first the text that was typed into a refused form, else the stored value, which it follows. */
export function useFieldText(name: string, stored: () => string) {
  const text = ref(useTypedText().textOf(name) ?? stored())
  watch(stored, (value) => (text.value = value))
  return text
}
