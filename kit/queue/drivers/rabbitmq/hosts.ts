const PARTS = /^(amqps?:\/\/(?:[^/?]*@)?)([^/?@]*)(.*)$/s

/** The URL of each node of a cluster: `amqp://app@mq1:5672,mq2:5672/shop` has two. */
export function urlsOf(url: string): string[] {
  const [, start, hosts, end] = PARTS.exec(url) ?? []
  return hosts ? hosts.split(',').map((host) => start + host + end) : [url]
}

/** The processes begin with different nodes, so that all nodes have connections. */
export function shuffled<Item>(items: Item[]) {
  return items
    .map((item) => ({ item, place: Math.random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item)
}

/** The client splits the text of a host at its colons, but an IPv6 address has colons too. */
class Address extends String {
  constructor(private url: URL) {
    super(url.host)
  }

  override split() {
    return [nameOf(this.url), this.url.port]
  }
}

/** The node of a URL, for the client's option `hosts`. */
export function addressOf(url: string) {
  return new Address(new URL(url)) as unknown as string
}

/** The host as a socket takes it, which wants no brackets around an IPv6 address. */
export function nameOf({ hostname }: URL) {
  return hostname.replace(/^\[|\]$/g, '')
}
