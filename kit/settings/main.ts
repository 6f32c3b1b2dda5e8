/** The public door of the settings. See docs/settings.md. */
export { defineSettings, setting } from '#settings/define'
export { fieldOf } from '#settings/setting_field'
export type { SettingChange } from '#settings/settings'
