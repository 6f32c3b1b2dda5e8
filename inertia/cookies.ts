/** The name of a cookie: in production with a prefix, see kit/http/cookie_prefix.ts. */
export function cookieNamed(name: string) {
  return `${document.documentElement.dataset.cookiePrefix ?? ''}${name}`
}

export function readCookie(name: string) {
  const start = `${cookieNamed(name)}=`
  return document.cookie
    .split('; ')
    .find((cookie) => cookie.startsWith(start))
    ?.slice(start.length)
}

/** The header with the CSRF token, for requests without Inertia. */
export function csrfHeader() {
  return { 'x-xsrf-token': decodeURIComponent(readCookie('XSRF-TOKEN') ?? '') }
}

/** @param age in seconds */
export function writeCookie(name: string, value: string, age: number) {
  const secure = location.protocol === 'https:' ? '; secure' : ''
  document.cookie = `${cookieNamed(name)}=${value}; path=/; max-age=${age}; samesite=lax${secure}`
}
