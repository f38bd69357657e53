/** What the audit log speaks of, in the order of the filter; the names are part of its chain and never change. */
export const AUDIT_ACTIONS: readonly { code: string; label: string; english: string }[] = [
  { code: 'SIGNED_IN', label: '登录', english: 'Signed in' },
  { code: 'SIGN_IN_LOCKED', label: '登录被锁定', english: 'Sign-in locked' },
  { code: 'SIGNED_OUT', label: '退出', english: 'Signed out' },
  { code: 'MEMBERSHIP_CHOSEN', label: '切换身份', english: 'Changed the role acted in' },
  { code: 'PASSWORD_CHANGED', label: '修改密码', english: 'Changed a password' },
  { code: 'ACCOUNT_CREATED', label: '新建账号', english: 'Created an account' },
  { code: 'ACCOUNT_CHANGED', label: '修改账号', english: 'Changed an account' },
  { code: 'PASSWORD_RESET', label: '重置密码', english: 'Reset a password' },
  { code: 'SECOND_FACTOR_ENABLED', label: '启用两步验证', english: 'Set up a second factor' },
  { code: 'SECOND_FACTOR_DISABLED', label: '停用两步验证', english: 'Removed a second factor' },
  { code: 'SECOND_FACTOR_RESET', label: '重置两步验证', english: 'Reset a second factor' },
  { code: 'RECOVERY_CODE_USED', label: '使用恢复码', english: 'Used a recovery code' },
  { code: 'SESSION_ENDED', label: '结束登录会话', english: 'Ended sessions' },
  { code: 'TOKEN_CREATED', label: '新建令牌', english: 'Created a token' },
  { code: 'TOKEN_REVOKED', label: '吊销令牌', english: 'Revoked a token' },
  { code: 'ORGANISATION_CREATED', label: '登记机构', english: 'Registered an organisation' },
  { code: 'ORGANISATION_CHANGED', label: '修改机构', english: 'Changed an organisation' },
  { code: 'MEMBER_INVITED', label: '邀请成员', english: 'Invited a member' },
  { code: 'INVITATION_WITHDRAWN', label: '撤回邀请', english: 'Withdrew an invitation' },
  { code: 'INVITATION_ACCEPTED', label: '接受邀请', english: 'Accepted an invitation' },
  { code: 'MEMBER_REMOVED', label: '移除成员', english: 'Removed a member' },
  { code: 'RECORD_CLAIMED', label: '认领资料', english: 'Claimed a record' },
  { code: 'RECORD_CLAIM_DECIDED', label: '审批认领', english: 'Decided a claim' },
  { code: 'PROBLEM_CREATED', label: '起草难题', english: 'Drafted a problem' },
  { code: 'PROBLEM_CHANGED', label: '修改难题', english: 'Changed a problem' },
  { code: 'PROBLEM_PUBLISHED', label: '发布难题', english: 'Published a problem' },
  { code: 'PROBLEM_WITHDRAWN', label: '撤下难题', english: 'Withdrew a problem' },
  { code: 'CONFIDENTIAL_READ', label: '查看保密部分', english: 'Read a confidential part' },
  { code: 'CONTACT_REVEALED', label: '查看联系方式', english: 'Revealed contact data' },
  { code: 'CONSENT_RECORDED', label: '登记同意', english: 'Recorded consent' },
  { code: 'CONSENT_WITHDRAWN', label: '撤回同意', english: 'Withdrew consent' },
  { code: 'PERSON_EXPORTED', label: '导出个人数据', english: 'Exported personal data' },
  { code: 'PERSON_ERASED', label: '删除个人数据', english: 'Erased personal data' },
  { code: 'IMPORT_STARTED', label: '开始导入', english: 'Started an import' },
  { code: 'IMPORT_ENDED', label: '导入结束', english: 'Ended an import' },
  { code: 'IMPORT_CANCELLED', label: '取消导入', english: 'Cancelled an import' },
  { code: 'INDEX_REBUILT', label: '重建索引', english: 'Rebuilt an index' },
  { code: 'DICTIONARY_RELOADED', label: '重新加载词典', english: 'Reloaded the dictionary' },
  { code: 'PROGRAMME_UPLOADED', label: '上传申报规则', english: 'Uploaded a programme' },
  { code: 'PROGRAMME_APPROVED', label: '审定申报规则', english: 'Approved a programme' },
  { code: 'PROGRAMME_WITHDRAWN', label: '撤下申报规则', english: 'Withdrew a programme' },
  { code: 'AUDIT_VERIFIED', label: '核验审计记录', english: 'Verified the audit log' },
]

const english = new Map(AUDIT_ACTIONS.map((action) => [action.code, action.english]))

/** English name of an action; the server gives the Chinese one with each entry. */
export function englishAction(code: string): string {
  return english.get(code) ?? code
}
