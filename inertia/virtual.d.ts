declare module 'virtual:messages' {
  import type { Catalogue } from '~/messages'

  export const loaders: Record<string, () => Promise<{ default: Catalogue }>>
}
