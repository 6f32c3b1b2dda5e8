/** The public door of the settings. See docs/settings.md. */
export { defineSettings, setting } from '#settings/define'
