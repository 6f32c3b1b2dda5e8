/**
 * The browser applies only style elements with the nonce of the document. The server renders none.
 * Libraries read it from the same place: Vite from the attribute `nonce`, the drawer of Nuxt UI from `content`.
 */
export const nonce = import.meta.env.SSR
  ? undefined
  : document.querySelector<HTMLElement>('meta[property=csp-nonce]')?.nonce
