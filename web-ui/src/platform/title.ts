import { watchEffect } from 'vue'
import { useI18n } from '@/i18n'

/** Names the page in the window's title, in the language of the reader. */
export function usePageTitle(title: () => string): void {
  const { t } = useI18n()
  watchEffect(() => {
    const own = title()
    document.title = own === '' ? t('brand') : `${own} · ${t('brand')}`
  })
}
