import type { APIRequestContext } from 'playwright-core'
import { inAYear, json, unique } from './story'

/** A need that says all that is asked for. */
export const cellsOf = (title: string): Record<string, string> => ({
  难题问题名称: title,
  所属分类: '培育壮大新兴产业',
  产业领域: '新材料',
  产生背景: '高温烧结时坩埚开裂，批次报废率高。',
  目前进展: '试过三种配方，寿命不足五十炉。',
  关键难点和挑战: '热膨胀系数匹配与晶界相控制。',
  拟开展合作方式: '联合攻关',
  预期效益: '寿命提高到两百炉，年节约三百万元。',
  '预计总投入（万元）': '260',
  问题解决期限: '2027-06',
  所在地区: '苏州市张家港市',
})

interface Progress { version: number; state: string }
interface Claim { id: string; version: number }

/** Who takes part in the way of a problem, each with a session. */
export interface Parties {
  enterprise: APIRequestContext
  society: APIRequestContext
  staff: APIRequestContext
  county: APIRequestContext
}

/** One step on the way of a problem. */
export async function step(who: APIRequestContext, problem: string, event: string, brings: object = {}): Promise<Progress> {
  const { version } = await json<Progress>(who, 'GET', `/api/problems/${problem}/progress`)
  return json<Progress>(who, 'POST', `/api/problems/${problem}/progress`, { event, version, ...brings })
}

/** From triage to the open call. */
export async function judge({ staff, county }: Pick<Parties, 'staff' | 'county'>, problem: string): Promise<void> {
  await step(staff, problem, 'ACCEPT')
  await step(county, problem, 'RECOMMEND', { reason: '本县重点企业，建议上报。' })
  await step(staff, problem, 'ASSESS', {
    assessment: { importance: 5, urgency: 4, authenticity: 5, maturity: 3, verdict: '价值高、紧迫性强、可推动解决' },
  })
  await step(staff, problem, 'POST', { mode: 'OPEN', claimUntil: inAYear() })
}

/** A posted problem. */
export async function posted(parties: Pick<Parties, 'enterprise' | 'staff' | 'county'>, title = unique('坩埚开裂')): Promise<string> {
  const { id } = await json<{ id: string }>(parties.enterprise, 'POST', '/api/problems', { cells: cellsOf(title) })
  await step(parties.enterprise, id, 'SUBMIT')
  await judge(parties, id)
  return id
}

/** A claim that was submitted on a posted problem. */
export async function claimed(society: APIRequestContext, problem: string): Promise<Claim> {
  const { id, version } = await json<Claim>(society, 'POST', `/api/problems/${problem}/claims`)
  const written = await json<Claim>(society, 'PUT', `/api/claims/${id}`, {
    approach: '以梯度复相陶瓷替代单相氧化铝，控制晶界玻璃相。',
    foundation: '完成过同类项目三项，有烧结中试线。',
    schedule: '三个月配方，六个月中试，三个月验证。',
    price: 120, months: 12, version,
  })
  return json<Claim>(society, 'POST', `/api/claims/${id}/steps`, { event: 'SUBMIT', version: written.version })
}

/** A problem that was solved, confirmed and told as a case. */
export async function told(parties: Parties): Promise<{ problem: string; claim: string }> {
  const { enterprise, society } = parties
  const problem = await posted(parties)
  const claim = await claimed(society, problem)
  const signedOn = new Date().toISOString().slice(0, 10)
  await step(enterprise, problem, 'SELECT', { claimIds: [claim.id] })
  await step(enterprise, problem, 'SIGN', { agreement: { kind: 'DEVELOPMENT', amount: 120, signedOn } })
  await step(society, problem, 'DELIVER', { solution: { summary: '梯度复相陶瓷坩埚，中试三批合格。', reached: '寿命 210 炉' } })
  await step(enterprise, problem, 'CONFIRM', { satisfaction: { grade: 4, words: '达到约定指标，响应及时。' } })
  await json(enterprise, 'PUT', `/api/problems/${problem}/case`, { need: '坩埚寿命不足', solution: '梯度复相陶瓷', reached: '寿命 210 炉', showAmount: true })
  return { problem, claim: claim.id }
}
