import vine from '@vinejs/vine'
import type { SchemaTypes } from '@vinejs/vine/types'

/** How a form asks for a setting. It comes from the rule, so a new setting has its field without more code. */
export interface SettingField {
  kind: 'switch' | 'choice' | 'number' | 'email' | 'text' | 'other'
  choices: string[]
  isOptional: boolean
  maxLength: number | null
}

interface Rule {
  type?: string | string[]
  enum?: unknown[]
  format?: string
  maxLength?: number
}

/** @see https://vinejs.dev/docs/json_schema */
export function fieldOf(type: SchemaTypes): SettingField {
  const { properties } = vine.create({ value: type }).toJSONSchema() as {
    properties: { value: Rule }
  }
  const rule = properties.value
  const types = [rule.type ?? []].flat()
  return {
    kind: kindOf(rule, types),
    choices: (rule.enum ?? []).filter((one) => typeof one === 'string'),
    isOptional: types.includes('null'),
    maxLength: rule.maxLength ?? null,
  }
}

function kindOf({ enum: choices, format }: Rule, types: string[]) {
  if (choices) return choices.includes(true) ? 'switch' : 'choice'
  if (types.includes('integer') || types.includes('number')) return 'number'
  if (!types.includes('string')) return 'other'
  return format === 'email' ? 'email' : 'text'
}
