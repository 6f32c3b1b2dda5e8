/** Every language with a catalogue of its own. */
export const LOCALES = ['ar', 'en', 'es'] as const

export type Locale = (typeof LOCALES)[number]
