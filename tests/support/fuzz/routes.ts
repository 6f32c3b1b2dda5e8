import { readdir } from 'node:fs/promises'
import app from '@adonisjs/core/services/app'
import router from '@adonisjs/core/services/router'
import { VineValidator } from '@vinejs/vine'
import type { FuzzedRoute } from '#tests/support/fuzz/requests'

interface FieldSchema {
  fieldName?: string
  properties?: FieldSchema[]
  each?: FieldSchema
}

/** Suites run side by side and share one mailbox: a fuzzed request would delete the mails that another suite reads. */
const CLEARS_MAILBOX = 'mailbox.clear'

/** All routes of the app, of every domain, except one. They are committed first if no server runs in this process. */
export function everyRoute(): FuzzedRoute[] {
  if (!router.commited) router.commit()
  return Object.values(router.toJSON())
    .flat()
    .filter(({ name }) => name !== CLEARS_MAILBOX)
    .map(({ pattern, methods }) => ({ pattern, methods }))
}

/** The names of all fields in the validators of `app/validators`. */
export async function everyField() {
  const folder = app.makePath('app/validators')
  const files = await readdir(folder)
  const modules = await Promise.all(
    files.filter((file) => /\.[jt]s$/.test(file)).map((file) => import(`${folder}/${file}`))
  )
  const exported = modules.flatMap((module) => Object.values<any>(module))
  const validators = exported.filter((value) => value instanceof VineValidator)
  return [...new Set(validators.flatMap((validator) => namesIn(validator.toJSON().schema.schema)))]
}

function namesIn({ fieldName, properties = [], each }: FieldSchema): string[] {
  return [fieldName || [], properties.flatMap(namesIn), each ? namesIn(each) : []].flat()
}
