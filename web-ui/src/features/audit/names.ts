import type { Language } from '@/i18n'
import { en } from '@/i18n/messages'

/** Chinese names of what stands in entries; in English the names of the fields speak for themselves. */
const FIELDS: Readonly<Record<string, string>> = {
  account: '账号', address: '地址', approve: '同意', confidential: '保密部分', creditCode: '信用代码', days: '天数', displayName: '姓名', expiresAt: '到期',
  file: '文件', fileName: '文件', given: '同意', id: '编号', kind: '类别', label: '名称', library: '资料库', membership: '身份', name: '名称', note: '说明',
  kept: '保留', organisation: '机构', organisationId: '机构编号', owner: '归属', publication: '发布状态', reason: '理由', record: '资料', recordId: '资料编号', region: '地区', removed: '删除', restored: '恢复',
  role: '身份', scopes: '权限', state: '状态', supply: '匹配对象', title: '名称', username: '用户名', value: '代码', verdict: '评价', version: '版本',
}

const SUBJECTS: Readonly<Record<string, string>> = {
  account: '账号', allocation: '分派', application: '项目申报', audit: '审计记录', authorship: '作者认定', case: '案例', claim: '揭榜方案', dictionary: '词典', enterprises: '企业', evidence: '佐证材料', experts: '专家', 'field-doubt': '读不准的栏目', identity: '查重', import: '导入', index: '索引', membership: '身份', models: '学习的模型',
  organisation: '机构', problems: '难题', projects: '攻关项目', 'record-claim': '认领', review: '评审', 'review-draw': '抽查', 'review-sheet': '评分表', societies: '学会', source: '网页来源', 'team-draft': '团队草稿', teams: '服务团', token: '令牌', username: '用户名',
}

/** "region.label" as 地区·名称; a part that has no name in the table keeps its own. */
export function fieldName(path: string, language: Language): string {
  return language === 'zh' ? path.split('.').map((part) => FIELDS[part] ?? part).join('·') : path
}

export function subjectName(type: string, language: Language): string {
  return language === 'zh' ? SUBJECTS[type] ?? type : type
}

/** English name of a role; the server gives the Chinese one with each entry. */
export function englishRole(role: string): string {
  return (en as Readonly<Record<string, string>>)[`role.${role}`] ?? role
}
