/* eslint-disable prettier/prettier */
import type { routes } from './index.ts'

export interface ApiDefinition {
  mailbox: {
    index: typeof routes['mailbox.index']
    clear: typeof routes['mailbox.clear']
    newest: typeof routes['mailbox.newest']
    show: typeof routes['mailbox.show']
    html: typeof routes['mailbox.html']
  }
  home: typeof routes['home']
  locales: {
    update: typeof routes['locales.update']
  }
  health: {
    ready: typeof routes['health.ready']
  }
  registrations: {
    create: typeof routes['registrations.create']
    store: typeof routes['registrations.store']
  }
  sessions: {
    create: typeof routes['sessions.create']
    store: typeof routes['sessions.store']
    destroy: typeof routes['sessions.destroy']
  }
  emailConfirmations: {
    create: typeof routes['email_confirmations.create']
    store: typeof routes['email_confirmations.store']
    show: typeof routes['email_confirmations.show']
    update: typeof routes['email_confirmations.update']
  }
  passwordResets: {
    create: typeof routes['password_resets.create']
    store: typeof routes['password_resets.store']
    edit: typeof routes['password_resets.edit']
    update: typeof routes['password_resets.update']
  }
  confirmationLinks: {
    show: typeof routes['confirmation_links.show']
  }
  dashboard: {
    index: typeof routes['dashboard.index']
  }
  preferences: {
    edit: typeof routes['preferences.edit']
    update: typeof routes['preferences.update']
  }
  security: {
    show: typeof routes['security.show']
  }
  notFound: typeof routes['not_found']
}
