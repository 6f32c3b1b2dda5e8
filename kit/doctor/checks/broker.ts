import queue from '#queue/main'
import { good, problem, warning, type Finding } from '#doctor/finding'
import { faultOfRelease } from '#doctor/security_releases'

/**
 * The broker: its address, its permissions, the rules that the queue needs, what others have set there, and faults of its
 * version.
 */
export async function checkBroker(
  driver: typeof queue.driver = queue.driver,
  connection: string = queue.config.connection
): Promise<Finding[]> {
  const refusal = await driver.check().then(
    () => undefined,
    (error: Error) => error
  )
  const examination = await driver.examine?.().catch(() => undefined)
  const findings = (examination?.faults ?? []).map(({ isProblem, message, remedy }) =>
    isProblem ? problem('Broker', message, remedy) : warning('Broker', message, remedy)
  )
  if (refusal) {
    findings.unshift(problem('Broker', refusal.message, 'Mend this first, then run it again'))
  } else if (findings.every(({ state }) => state !== 'problem')) {
    findings.unshift(good('Broker', `The queue uses ${connection}, whose settings fit`))
  }
  const { server } = examination ?? {}
  const fault = server && faultOfRelease(server.product, server.version)
  return fault ? [...findings, fault] : findings
}
