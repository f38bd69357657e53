import { onlineManager } from '@tanstack/vue-query'
import { mount } from '@vue/test-utils'
import { afterEach, expect, it } from 'vitest'
import { nextTick } from 'vue'
import OfflineNotice from './OfflineNotice.vue'

afterEach(() => { onlineManager.setOnline(true) })

it('says that what was done waits, for as long as there is no network', async () => {
  const notice = mount(OfflineNotice)
  expect(notice.text()).toBe('')
  onlineManager.setOnline(false)
  await nextTick()
  expect(notice.text()).toContain('网络已断开')
  onlineManager.setOnline(true)
  await nextTick()
  expect(notice.text()).toBe('')
})
