import { usePage } from '@inertiajs/vue3'

/**
 * The text that was typed into the fields of the page before: into a form that was refused in a browser without scripts,
 * or one whose log-in had ended.
 */
export function useTypedText() {
  const { typed } = usePage().flash

  return {
    textOf: (name: string) => typed?.[name]?.[0],
    textsOf: (name: string) => typed?.[name],
    /** A box that is not checked is not sent, so it is missing in the text of its form. */
    isChecked: (name: string, value: string, otherwise?: boolean) =>
      typed ? Boolean(typed[name]?.includes(value)) : otherwise,
  }
}
