import { E_INVALID_DISPATCH_MANY } from '#queue/errors'
import { isObject } from '#queue/message_check'
import { isJobOrder } from '#queue/registry/job_class'
import type {
  DispatchManyOptions,
  DispatchOptions,
  JobClass,
  JobOptions,
  JobOrder,
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
export function ordersOf(call: unknown[]): [JobOrder[], DispatchManyOptions] {
  if (Array.isArray(call[0])) {
    const [orders, options = {}] = call as [unknown[], DispatchManyOptions | undefined]
    if (!orders.every(isJobOrder) || !isObject(options)) throw new E_INVALID_DISPATCH_MANY()
    return [orders, options]
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
export function linksOf(link: JobOrder): JobOrder[] {
  const { chain, ...options } = link.options ?? {}
  if (!Array.isArray(chain) || !chain.every(isJobOrder)) return [link]
  return [{ ...link, options }, ...chain.flatMap(linksOf)]
}
