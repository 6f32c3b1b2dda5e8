import { addIcon as add } from '@iconify/vue/offline'

/**
 * Stands in for `@iconify/vue` in Nuxt UI: it draws the icons of the build and has no way to ask another
 * host for more. Nuxt UI registers `lucide:sun` and asks for `lucide-sun`.
 */
export { Icon } from '@iconify/vue/offline'
export const iconLoaded = () => true
export const addIcon: typeof add = (name, icon) => add(name.replace(':', '-'), icon)
