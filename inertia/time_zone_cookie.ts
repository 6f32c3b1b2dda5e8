const ONE_YEAR = 31_536_000

/**
 * Tells the server the browser's time zone: what it shows to a guest, keeps at sign-up, and uses while a profile
 * names none. The cookie is the one that kit/i18n/region_cookies.ts names.
 */
export function rememberTimeZone() {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  const cookie = `time_zone=${timeZone}`
  if (timeZone && !document.cookie.split('; ').includes(cookie)) {
    const secure = location.protocol === 'https:' ? '; secure' : ''
    document.cookie = `${cookie}; path=/; max-age=${ONE_YEAR}; samesite=lax${secure}`
  }
}
