import type { AriaAttributes, FormHTMLAttributes } from 'vue'

/**
 * Attributes of the element that a component passes on. Of most components the type check takes any, but not of one
 * whose type has overloads, as `<Form :params>` has.
 */
declare module 'vue' {
  interface ComponentCustomProps extends AriaAttributes {
    id?: string
    novalidate?: FormHTMLAttributes['novalidate']
    autocomplete?: string
  }
}
