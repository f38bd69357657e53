import { afterEach, expect, it, vi } from 'vitest'
import { fetchNames } from '@/api/calls'
import { useI18n } from '@/i18n'
import { useNames } from './names'

vi.mock('@/api/calls', () => ({ fetchNames: vi.fn() }))

const { setLanguage } = useI18n()
const { name, list, colon } = useNames()

afterEach(() => { setLanguage('zh') })

it('asks for no names while Chinese is read', () => {
  expect(name('苏州市')).toBe('苏州市')
  expect(list(['苏州市', '', '无锡市'])).toBe('苏州市、无锡市')
  expect(fetchNames).not.toHaveBeenCalled()
})

it('names places and units in English, asks again after a failure, and leaves what people wrote', async () => {
  vi.mocked(fetchNames).mockRejectedValueOnce(new TypeError('offline')).mockResolvedValue({ 苏州市: 'Suzhou', 人: 'people' })
  setLanguage('en')
  expect(name('苏州市')).toBe('苏州市')
  await vi.waitFor(() => { expect(name('苏州市')).toBe('Suzhou') })
  expect(name('苏州市') + colon() + list(['12 人', '示例企业'])).toBe('Suzhou: 12 people; 示例企业')
  expect(fetchNames).toHaveBeenCalledTimes(2)
})
