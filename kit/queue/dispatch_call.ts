import { E_INVALID_DISPATCH_MANY } from '#queue/errors'
import { isObject } from '#queue/message_check'
import { isJobCall } from '#queue/registry/job_class'
import type {
  DispatchManyOptions,
  DispatchOptions,
  JobClass,
  JobOptions,
  JobCall,
  JobReference,
} from '#queue/types'

/** Non-objects pass through; validation rejects them. */
export function withoutTrx(options: DispatchOptions): JobOptions {
  if (!isObject(options)) return options
  const { trx, ...ofJob } = options
  return ofJob
}

/**
 * Reads the arguments of dispatchMany.
 * @throws E_INVALID_DISPATCH_MANY
 */
export function jobCallsOf(call: unknown[]): [JobCall[], DispatchManyOptions] {
  if (Array.isArray(call[0])) {
    const [calls, options = {}] = call as [unknown[], DispatchManyOptions | undefined]
    if (!calls.every(isJobCall) || !isObject(options)) throw new E_INVALID_DISPATCH_MANY()
    return [calls, options]
  }
  const [job, payloads, options = {}] = call as [
    JobReference<JobClass>,
    unknown,
    DispatchManyOptions | undefined,
  ]
  if (!Array.isArray(payloads) || !isObject(options)) throw new E_INVALID_DISPATCH_MANY()
  return [payloads.map((payload) => ({ job, payload })), options]
}

/** A job in a chain may have a chain of its own, which runs before the rest. */
export function linksOf(link: JobCall): JobCall[] {
  const { chain, ...options } = link.options ?? {}
  if (!Array.isArray(chain) || !chain.every(isJobCall)) return [link]
  return [{ ...link, options }, ...chain.flatMap(linksOf)]
}
