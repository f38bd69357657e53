import type { Cell, LibraryRecord } from '@/api/types'

export interface Fact {
  readonly heading: string
  readonly value: string
}

export interface Member {
  readonly name: string
  readonly employer: string
  readonly birthYear: string
  readonly role: string
}

/** A longer cell: paragraphs to read, or entries of a list. */
export type Reading =
  | { readonly kind: 'text'; readonly heading: string; readonly paragraphs: readonly string[] }
  | { readonly kind: 'list'; readonly heading: string; readonly entries: readonly string[] }

export interface Arrangement {
  /** What a reader asks first: who, how much, until when, in which state. */
  readonly leading: readonly Fact[]
  readonly facts: readonly Fact[]
  readonly readings: readonly Reading[]
  readonly roster: readonly Member[]
}

/** Shown as places and chain at the top, or as works below. */
const SHOWN_APART = new Set(['产业领域', '产业链环节', '所在地区', '服务地区', '论文、专利与项目'])
const ALWAYS_READ = new Set(['产生背景', '目前进展', '关键难点和挑战', '拟开展合作方式', '预期效益', '业务范围', '主营业务', '项目简介', '工作方案'])
const LISTS = new Set(['研究方向', '代表性成果', '荣誉奖项', '服务形式', '服务成效', '攻关目标', '已有成果', '主要产品', '服务方向'])
const GRADES = new Set(['重要性', '紧迫性', '真实性', '成熟度'])
const LEADING = new Set([
  '提出单位', '状态', '预计总投入（万元）', '问题解决期限', '工作单位', '职务', '职称', '院士', '牵头单位', '组建学会', '企业类型', '会员数',
  '总投入（万元）', '开始年份',
])
const ONLY_IF_TRUE = new Set(['院士', '青年人才托举'])
const ROSTER = '成员名册'
const LONGEST_FACT = 40
const TEN_THOUSAND = '（万元）'

/** Sorts the cells of a record into facts to look up, texts to read, and the roster of a team. */
export function arrange(record: Pick<LibraryRecord, 'title' | 'cells'>): Arrangement {
  const leading: Fact[] = []
  const facts: Fact[] = []
  const grades: Fact[] = []
  const readings: Reading[] = []
  let roster: readonly Member[] = []
  for (const cell of record.cells) {
    const value = cell.value.trim()
    if (value === '' || (value === '否' && ONLY_IF_TRUE.has(cell.heading)) || SHOWN_APART.has(cell.heading) || value === record.title) continue
    if (cell.heading === ROSTER) roster = members(value)
    else if (LISTS.has(cell.heading)) readings.push({ kind: 'list', heading: cell.heading, entries: entries(value) })
    else if (ALWAYS_READ.has(cell.heading) || value.length > LONGEST_FACT || value.includes('\n')) {
      readings.push({ kind: 'text', heading: cell.heading, paragraphs: lines(value) })
    } else if (GRADES.has(cell.heading)) grades.push({ heading: cell.heading, value: `${value} / 5` })
    else (LEADING.has(cell.heading) ? leading : facts).push(fact(cell, value))
  }
  return { leading, facts: [...facts, ...grades], readings, roster }
}

function lines(value: string): string[] {
  return value.split(/\n+/).map((line) => line.trim()).filter((line) => line !== '')
}

function entries(value: string): string[] {
  return value.split(/[；;\n]+/).map((entry) => entry.trim()).filter((entry) => entry !== '')
}

/** 姓名/单位/出生年份/角色, one member an entry; what is missing stays blank. */
function members(value: string): Member[] {
  return entries(value).map((entry) => {
    const [name = '', employer = '', birthYear = '', role = ''] = entry.split('/').map((part) => part.trim())
    return { name, employer, birthYear, role }
  })
}

/** The unit stands beside the number, where people read it. */
function fact({ heading }: Cell, value: string): Fact {
  if (heading.endsWith(TEN_THOUSAND)) return { heading: heading.slice(0, -TEN_THOUSAND.length), value: `${value} 万元` }
  return { heading, value }
}
