const PARTS = /^(amqps?:\/\/(?:[^/?]*@)?)([^/?@]*)(.*)$/s

/** The URL of each node of a cluster: `amqp://app@mq1:5672,mq2:5672/shop` has two. */
export function urlsOf(url: string): string[] {
  const [, start, hosts, end] = PARTS.exec(url) ?? []
  return hosts ? hosts.split(',').map((host) => start + host + end) : [url]
}
