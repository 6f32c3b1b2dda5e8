import { ref } from 'vue'

/**
 * Whether scripts run in the browser. It is false while the server renders and while the browser hydrates such a page,
 * which has to be the same then; so a page shows plain fields until it becomes true.
 */
export const hasScripts = ref(false)
