import { addIcon as add } from '@iconify/vue/offline'

/**
 * Replaces `@iconify/vue` in Nuxt UI: it renders only the icons of the build and cannot load others from another host.
 * Nuxt UI registers `lucide:sun` and asks for `lucide-sun`.
 */
export { Icon } from '@iconify/vue/offline'
export const iconLoaded = () => true
export const addIcon: typeof add = (name, icon) => add(name.replace(':', '-'), icon)
