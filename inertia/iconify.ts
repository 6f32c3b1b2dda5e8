import { h, type FunctionalComponent } from 'vue'

/** `left` and `top` are 0 if they are missing. */
interface IconData {
  body: string
  width: number
  height: number
  left?: number
  top?: number
}

interface IconProps {
  icon: string
  width?: string | number
  height?: string | number
}

const icons = new Map<string, IconData>()

/** kit/http/icons_plugin.ts calls it for the icons that a module names. */
export function addIcon(name: string, icon: IconData) {
  icons.set(name, icon)
}

/**
 * Replaces `@iconify/vue` in Nuxt UI: it renders only icons of the build, so it needs neither the code that loads others
 * from another host nor most of the rest.
 */
export const Icon: FunctionalComponent<IconProps> = ({ icon, width = '1em', height = '1em' }) => {
  const found = icons.get(icon)
  if (!found) return undefined
  const { left = 0, top = 0 } = found
  return h('svg', {
    'xmlns': 'http://www.w3.org/2000/svg',
    'aria-hidden': true,
    'role': 'img',
    width,
    height,
    'viewBox': `${left} ${top} ${found.width} ${found.height}`,
    'innerHTML': found.body,
  })
}
Icon.props = ['icon', 'width', 'height', 'mode', 'customise', 'ssr'] as never

export const iconLoaded = () => true
