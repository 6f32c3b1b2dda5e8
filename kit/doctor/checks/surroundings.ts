import { constants, existsSync } from 'node:fs'
import { access, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { DoctorConfig } from '#doctor/define_config'
import { textOf } from '#doctor/examine'
import { good, problem, warning, type Finding } from '#doctor/finding'
import { verifyMailServer } from '#doctor/mail_server'

const GIGABYTE = 1024 ** 3

/** In gigabytes. */
const ENOUGH = 2
const LEAST = 0.5

export async function checkMail({ mail }: DoctorConfig): Promise<Finding[]> {
  try {
    await verifyMailServer(mail)
    return [good('Mail', 'The mail server answers and accepts the log-in')]
  } catch (error) {
    const message = `The mail server cannot be used: ${textOf(error as Error)}`
    return [problem('Mail', message, 'Correct SMTP_URL, or start the server')]
  }
}

export async function checkDisk({ folders }: DoctorConfig): Promise<Finding[]> {
  return Promise.all(folders.map(ofFolder))
}

async function ofFolder(folder: string): Promise<Finding> {
  const existing = existingPartOf(folder)
  try {
    await access(`${existing}/`, constants.W_OK)
  } catch (error) {
    const message = `The app cannot write to ${folder} (${(error as NodeJS.ErrnoException).code})`
    return problem('Disk', message, 'Let the account of the app own the folder')
  }
  const { bavail, bsize } = await statfs(existing)
  const free = Math.round((bavail * bsize * 10) / GIGABYTE) / 10
  const message = `${folder} has ${free} GB free`
  if (free < LEAST) return problem('Disk', message, 'Make room, or give it a larger disk')
  if (free < ENOUGH) return warning('Disk', message, 'Make room, or give it a larger disk')
  return good('Disk', message)
}

/** The app makes the folder with the first file. */
function existingPartOf(folder: string): string {
  return existsSync(folder) ? folder : existingPartOf(dirname(folder))
}
