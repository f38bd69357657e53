import { describe, expect, it } from 'vitest'
import { passagesOf } from './passages'

const record = {
  title: '高镍残碱团队',
  cells: [
    { heading: '服务团名称', value: '高镍残碱团队' },
    { heading: '产业链环节', value: '动力电池·高镍残碱' },
    { heading: '研究方向', value: '高镍正极材料；固态电解质；残碱控制' },
    { heading: '代表性成果', value: '开发了高镍正极残碱控制工艺。发表论文 20 篇。\n建成中试线' },
  ],
}
const words = [{ text: '残碱', share: 0.2 }, { text: '高镍', share: 0.1 }]

describe('passages', () => {
  it('gives the sentences with most of the score first choice, in the order of the record', () => {
    const passages = passagesOf(record, words, 2)
    expect(passages.map(({ text }) => text)).toEqual(['残碱控制', '开发了高镍正极残碱控制工艺。'])
    expect(passages[1]?.heading).toBe('代表性成果')
    expect(passages[1]?.marks.map(({ start, end }) => '开发了高镍正极残碱控制工艺。'.slice(start, end)).sort()).toEqual(['残碱', '高镍'])
  })

  it('names the work that says a word, not the whole list of works', () => {
    const works = { heading: '论文、专利与项目', value: '《齿轮修形》，2021；《正极残碱的去除》，示例学报，2023' }
    const [passage] = passagesOf({ title: '示例甲', cells: [works] }, words, 1)
    expect(passage?.heading).toBe('论文、专利与项目')
    expect(passage?.text).toBe('《正极残碱的去除》，示例学报，2023')
  })

  it('shows only sentences with a word that met', () => {
    expect(passagesOf(record, words, 9).map(({ text }) => text)).toEqual(['高镍正极材料', '残碱控制', '开发了高镍正极残碱控制工艺。'])
    expect(passagesOf(record, [{ text: '齿轮', share: 1 }], 9)).toEqual([])
    expect(passagesOf(record, [], 9)).toEqual([])
  })
})
