import { Job } from '@rlanz/bull-queue'
import { E_UNREGISTERED_JOB } from '#queue/errors'
import type { JobClass, JobCall, JobReference } from '#queue/types'

export function isJobClass(value: unknown): value is JobClass {
  return typeof value === 'function' && value.prototype instanceof Job
}

/**
 * @throws E_UNREGISTERED_JOB, and any error of the module
 */
export async function jobClassOf<Class extends JobClass>(
  reference: JobReference<Class>
): Promise<Class> {
  const value = isImport(reference) ? await reference().then((module) => module.default) : reference
  if (isJobClass(value)) return value as Class
  throw new E_UNREGISTERED_JOB([(value as { name?: string } | undefined)?.name ?? String(value)])
}

function isImport(reference: unknown): reference is () => Promise<{ default: unknown }> {
  if (typeof reference !== 'function') return false
  return Object.getOwnPropertyDescriptor(reference, 'prototype')?.writable !== false
}

export function isJobCall(value: unknown): value is JobCall {
  return typeof value === 'object' && value !== null && 'job' in value
}
