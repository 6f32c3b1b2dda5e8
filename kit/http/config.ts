import app from '@adonisjs/core/services/app'
import type { defineConfig as defineBodyParser } from '@adonisjs/core/bodyparser'
import type { defineConfig as defineSession } from '@adonisjs/session'
import type { defineConfig as defineShield } from '@adonisjs/shield'

/** The limits of a request, see config/input.ts. */
interface InputLimits {
  fields: number
  files: number
  depth: number
  index: number
  name: number
  partHeaders: number
  secrets: readonly string[]
}

/** The product configures this part in these files of config/. */
export const inputLimits = app.config.get<InputLimits>('input')
export const bodyParserConfig = app.config.get<ReturnType<typeof defineBodyParser>>('bodyparser')
export const sessionConfig = app.config.get<ReturnType<typeof defineSession>>('session')
export const shieldConfig = app.config.get<ReturnType<typeof defineShield>>('shield')
