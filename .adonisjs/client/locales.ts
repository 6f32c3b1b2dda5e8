/** Every language with a catalogue of its own. */
export const LOCALES = ['en', 'es'] as const

export type Locale = (typeof LOCALES)[number]
