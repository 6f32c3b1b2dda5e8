import type { DefineComponent } from 'vue'

/** The pages that guests do not see. Their list is a file of its own, so that it does not grow the first visit of a guest. */
export const memberPages = import.meta.glob<{ default: DefineComponent }>([
  './pages/**/*.vue',
  '!./pages/home.vue',
  '!./pages/{auth,errors}/**/*.vue',
])
