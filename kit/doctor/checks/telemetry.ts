import type { DoctorConfig } from '#doctor/define_config'
import { textOf } from '#doctor/examine'
import { good, warning, type Finding } from '#doctor/finding'

const TIMEOUT_MS = 3000

/** The app works without its collectors, so this is never a problem. It sends them nothing. */
export async function checkTelemetry({ collectors }: Pick<DoctorConfig, 'collectors'>) {
  const entries = Object.entries(collectors).filter(([, url]) => url)
  return Promise.all(entries.map(([variable, url]) => ofCollector(variable, url!)))
}

async function ofCollector(variable: string, url: string): Promise<Finding> {
  const { origin, host } = new URL(url)
  try {
    await fetch(origin, { method: 'HEAD', signal: AbortSignal.timeout(TIMEOUT_MS) })
    return good('Telemetry', `${host} of ${variable} answers`)
  } catch (error) {
    const { cause } = error as Error
    const reason = textOf((cause instanceof Error ? cause : error) as Error)
    const message = `${host} does not answer: ${reason}`
    return warning('Telemetry', message, `Correct ${variable}, or start the collector`)
  }
}
