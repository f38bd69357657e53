import { describe, expect, it } from 'vitest'
import { arrange } from './arrange'

const of = (...cells: [string, string][]) =>
  arrange({ title: '残碱控制', cells: cells.map(([heading, value]) => ({ heading, value })) })

describe('reading form of a record', () => {
  it('keeps the five parts as texts even when they are short', () => {
    const { readings, leading } = of(['产生背景', '很短'], ['提出单位', '苏州澜芯材料有限公司'], ['预期效益', '第一段\n\n第二段'])
    expect(readings).toEqual([
      { kind: 'text', heading: '产生背景', paragraphs: ['很短'] },
      { kind: 'text', heading: '预期效益', paragraphs: ['第一段', '第二段'] },
    ])
    expect(leading).toEqual([{ heading: '提出单位', value: '苏州澜芯材料有限公司' }])
  })

  it('reads whatever is long, under any heading', () => {
    expect(of(['学会评估意见', '长'.repeat(41)]).readings).toHaveLength(1)
    expect(of(['学会评估意见', '长'.repeat(40)]).readings).toHaveLength(0)
  })

  it('says of an honour only that somebody has it', () => {
    expect(of(['院士', '否']).leading).toEqual([])
    expect(of(['院士', '中国工程院院士']).leading).toHaveLength(1)
    expect(of(['全国学会', '否']).facts).toHaveLength(1)
  })

  it('leaves out the title, empty cells and what is shown apart', () => {
    expect(of(['难题问题名称', '残碱控制'], ['职务', '  '], ['产业领域', '新材料'], ['服务地区', '苏州市'], ['论文、专利与项目', '《残碱》，2023'])).toEqual({
      leading: [], facts: [], readings: [], roster: [],
    })
  })

  it('puts units beside numbers, and the grades last with what they are out of', () => {
    const { leading, facts } = of(['预计总投入（万元）', '350'], ['重要性', '4'], ['紧迫性', '5'], ['所属分类', '未来产业'])
    expect(leading).toEqual([{ heading: '预计总投入', value: '350 万元' }])
    expect(facts).toEqual([{ heading: '所属分类', value: '未来产业' }, { heading: '重要性', value: '4 / 5' }, { heading: '紧迫性', value: '5 / 5' }])
  })

  it('splits lists and rosters', () => {
    expect(of(['研究方向', '正极材料；浆料；']).readings).toEqual([{ kind: 'list', heading: '研究方向', entries: ['正极材料', '浆料'] }])
    expect(of(['成员名册', '沈知远/江淮理工研究院/1971/首席专家；陆一鸣/某厂']).roster).toEqual([
      { name: '沈知远', employer: '江淮理工研究院', birthYear: '1971', role: '首席专家' },
      { name: '陆一鸣', employer: '某厂', birthYear: '', role: '' },
    ])
  })
})
