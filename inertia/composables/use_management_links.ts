import { usePage } from '@inertiajs/vue3'
import { computed } from 'vue'
import { urlFor } from '~/client'
import { useTranslations } from '~/composables/use_translations'
import type { Permission } from '#permissions'

/** The links of the management area that the reader may follow. A new page is one line here. */
export function useManagementLinks(isCurrent: (area: string) => boolean) {
  const { t } = useTranslations()
  const page = usePage()
  const may = (permission: Permission) => page.props.userPermissions.includes(permission)

  return computed(() =>
    [
      {
        area: 'users',
        isAllowed: may('users.view'),
        label: t('users.title'),
        icon: 'i-lucide-users',
        to: urlFor('management.users.index'),
      },
      {
        area: 'groups',
        isAllowed: may('groups.view'),
        label: t('groups.title'),
        icon: 'i-lucide-shield',
        to: urlFor('management.groups.index'),
      },
      {
        area: 'permissions',
        isAllowed: may('groups.view'),
        label: t('permissions.title'),
        icon: 'i-lucide-key-round',
        to: urlFor('management.permissions.index'),
      },
      {
        area: 'global_settings',
        isAllowed: may('settings.view'),
        label: t('global_settings.title'),
        icon: 'i-lucide-sliders-horizontal',
        to: urlFor('management.settings.index'),
      },
    ]
      .filter(({ isAllowed }) => isAllowed)
      .map(({ area, label, icon, to }) => ({
        label,
        icon,
        to,
        'active': isCurrent(area),
        'aria-label': label,
      }))
  )
}
