import { Job } from '@rlanz/bull-queue'
import type { JobClass, JobReference } from '#queue/types'

export function isJobClass<Class extends JobClass>(
  reference: JobReference<Class>
): reference is Class {
  return reference.prototype instanceof Job
}
