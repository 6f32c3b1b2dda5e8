import { ref } from 'vue'

/**
 * The file that somebody has chosen in a form, as an address that a page may show. The content security policy allows
 * `data:` and no `blob:`.
 */
export function useChosenPicture(largest: number) {
  const src = ref<string>()
  const isTooLarge = ref(false)

  const choose = (event: Event) => {
    const [file] = (event.target as HTMLInputElement).files ?? []
    src.value = undefined
    isTooLarge.value = file !== undefined && file.size > largest
    if (file && !isTooLarge.value) read(file)
  }

  const read = (file: File) => {
    const reader = new FileReader()
    reader.onload = () => (src.value = reader.result as string)
    reader.readAsDataURL(file)
  }

  const forget = () => {
    src.value = undefined
    isTooLarge.value = false
  }

  return { src, isTooLarge, choose, forget }
}
