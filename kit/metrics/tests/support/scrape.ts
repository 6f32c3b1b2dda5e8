/** One line of the answer: `http_requests_total{route="/",status="200"} 3`. */
interface Sample {
  name: string
  labels: Record<string, string>
  value: number
}

/** Asks a process for its metrics, as Prometheus does. */
export async function scrape(port: number, headers: Record<string, string> = {}) {
  const response = await fetch(`http://127.0.0.1:${port}/metrics`, { headers })
  if (!response.ok) throw new Error(`/metrics answered ${response.status}`)
  const text = await response.text()
  const samples = text.split('\n').flatMap((line) => sampleIn(line) ?? [])
  return {
    samples,
    text,
    /** The sum of the samples that have all of these labels; undefined if there are none. */
    value(name: string, labels: Record<string, string> = {}) {
      const found = samples.filter((sample) => sample.name === name && hasLabels(sample, labels))
      return found.length > 0 ? found.reduce((sum, { value }) => sum + value, 0) : undefined
    },
  }
}

function sampleIn(line: string): Sample | undefined {
  const [, name, labels = '', value] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? []
  if (!name) return undefined
  const pairs = [...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, key, text]) => [key, text])
  return { name, labels: Object.fromEntries(pairs), value: Number(value) }
}

function hasLabels(sample: Sample, labels: Record<string, string>) {
  return Object.entries(labels).every(([key, text]) => sample.labels[key] === text)
}
