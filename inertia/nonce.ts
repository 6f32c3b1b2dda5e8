/** The browser applies only style elements with the nonce of the document. The server renders none. */
export const nonce = import.meta.env.SSR
  ? undefined
  : document.querySelector<HTMLElement>('meta[property=csp-nonce]')?.nonce
