const DATABASE = /^(\w+:\/\/[^/]*\/)([^?]*)/

/**
 * @returns the database name in a PostgreSQL URL; the URL may lack a host (local socket)
 */
export function databaseIn(url: string): string {
  return decodeURIComponent(url.match(DATABASE)?.[2] ?? '')
}

/**
 * @returns the URL of another database of the same server
 */
export function withDatabase(url: string, name: string): string {
  return url.replace(DATABASE, (_, server: string) => server + encodeURIComponent(name))
}
