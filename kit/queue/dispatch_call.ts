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

/** What is no object stays what it is, to be refused. */
export function withoutTrx(options: DispatchOptions): JobOptions {
  if (!isObject(options)) return options
  const { trx, ...ofJob } = options
  return ofJob
}

/**
 * What dispatchMany was called with.
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

/** A job of a chain may have one of its own, which comes before the rest. */
export function linksOf(link: JobOrder): JobOrder[] {
  const { chain, ...options } = link.options ?? {}
  if (!Array.isArray(chain) || !chain.every(isJobOrder)) return [link]
  return [{ ...link, options }, ...chain.flatMap(linksOf)]
}
