import type { Figure } from '@/api/types'

/** How each figure is counted and in what, in English; the server says it in Chinese. A count of things needs no unit. */
export const COUNTED: Record<Figure['measure'], { unit: string; how: string }> = {
  EXPERTS: { unit: '', how: 'published in the library of experts' },
  PROBLEMS: { unit: '', how: 'published in the library of problems' },
  PROJECTS: { unit: '', how: 'published in the library of key projects' },
  SERVICE_TEAMS: { unit: '', how: 'published in the library of service teams' },
  MANAGER_TEAMS: { unit: '', how: 'teams of technology managers that have a place' },
  SERVED_ENTERPRISES: { unit: '', how: 'proposers of problems for which a claim was selected in the year, each counted once' },
  NATIONAL_SOCIETIES: { unit: '', how: 'with a claim that was selected in the year, and the record of a national society' },
  PROVINCIAL_SOCIETIES: { unit: '', how: 'with a claim that was selected in the year, and the record of a provincial society' },
  POSTED_PROBLEMS: { unit: '', how: 'posted in the year' },
  CLAIMS: { unit: '', how: 'submitted in the year' },
  AGREEMENTS: { unit: '', how: 'recorded in the year' },
  AGREED_AMOUNT: { unit: '× 10,000 yuan', how: 'sum of the agreements recorded in the year' },
  SOLVED_PROBLEMS: { unit: '', how: 'confirmed by the served side in the year and still closed' },
  SATISFACTION: { unit: 'of 5', how: 'mean of the grades (1 to 5) given with the confirmations of the year' },
  STATIONED_DAYS: { unit: '', how: 'in the docking logs of the year; one person counts once a day' },
  CASES: { unit: '', how: 'shown with the consent of the served side given in the year, and still shown' },
}
