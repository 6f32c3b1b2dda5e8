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
