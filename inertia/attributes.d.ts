import type { AriaAttributes, FormHTMLAttributes } from 'vue'

/**
 * Attributes that a component passes on to its root element. The type check accepts any attribute on most components,
 * but not on one whose type has overloads, such as `<Form :params>`.
 */
declare module 'vue' {
  interface ComponentCustomProps extends AriaAttributes {
    id?: string
    novalidate?: FormHTMLAttributes['novalidate']
    autocomplete?: string
  }
}
