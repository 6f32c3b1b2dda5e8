import { defineComponent, h } from 'vue'
import { useFormats } from '~/composables/use_formats'

/** Shows what calls of `useFormats()` give, a line each. Vite loads this, as it does the pages. */
export default defineComponent({
  props: ['calls'],
  setup(props: { calls: [name: string, ...values: unknown[]][] }) {
    const formats = useFormats() as Record<string, any>
    const answer = ([name, ...values]: [string, ...unknown[]]) => {
      const member = formats[name]
      return String(typeof member === 'function' ? member(...values) : member)
    }
    return () => props.calls.map((call) => h('p', answer(call)))
  },
})
