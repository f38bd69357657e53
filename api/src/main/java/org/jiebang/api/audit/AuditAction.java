package org.jiebang.api.audit;

/** What the audit log speaks of. Names are never changed, for they are part of the chain. */
public enum AuditAction {
    SIGNED_IN("登录"),
    SIGN_IN_LOCKED("登录被锁定"),
    SIGNED_OUT("退出"),
    MEMBERSHIP_CHOSEN("切换身份"),
    PASSWORD_CHANGED("修改密码"),
    ACCOUNT_CREATED("新建账号"),
    ACCOUNT_CHANGED("修改账号"),
    PASSWORD_RESET("重置密码"),
    SECOND_FACTOR_ENABLED("启用两步验证"),
    SECOND_FACTOR_DISABLED("停用两步验证"),
    SECOND_FACTOR_RESET("重置两步验证"),
    RECOVERY_CODE_USED("使用恢复码"),
    SESSION_ENDED("结束登录会话"),
    TOKEN_CREATED("新建令牌"),
    TOKEN_REVOKED("吊销令牌"),
    ORGANISATION_CREATED("登记机构"),
    ORGANISATION_CHANGED("修改机构"),
    MEMBER_INVITED("邀请成员"),
    INVITATION_WITHDRAWN("撤回邀请"),
    INVITATION_ACCEPTED("接受邀请"),
    MEMBER_REMOVED("移除成员"),
    RECORD_CLAIMED("认领资料"),
    RECORD_CLAIM_DECIDED("审批认领"),
    PROBLEM_CREATED("起草难题"),
    PROBLEM_CHANGED("修改难题"),
    PROBLEM_PUBLISHED("发布难题"),
    PROBLEM_WITHDRAWN("撤下难题"),
    PROBLEM_STEP_TAKEN("办理难题"),
    CLAIM_CREATED("起草揭榜方案"),
    CLAIM_CHANGED("修改揭榜方案"),
    CLAIM_STEP_TAKEN("办理揭榜方案"),
    CASE_PUBLISHED("公开案例"),
    CASE_WITHDRAWN("撤回案例"),
    DOCKING_RECORDED("登记对接"),
    DOCKING_WITHDRAWN("撤回对接记录"),
    CONFIDENTIAL_READ("查看保密部分"),
    CONTACT_REVEALED("查看联系方式"),
    CONSENT_RECORDED("登记同意"),
    CONSENT_WITHDRAWN("撤回同意"),
    PERSON_EXPORTED("导出个人数据"),
    PERSON_ERASED("删除个人数据"),
    IMPORT_STARTED("开始导入"),
    IMPORT_CANCELLED("取消导入"),
    INDEX_REBUILT("重建索引"),
    DICTIONARY_RELOADED("重新加载词典"),
    MATCH_JUDGED("评价匹配"),
    JUDGEMENT_WITHDRAWN("撤回评价"),
    SANCTION_ADDED("登记处理"),
    SANCTION_ENDED("解除处理"),
    MATCHES_REMADE("全部重新匹配"),
    MODEL_CHOSEN("选用模型版本"),
    PROGRAMME_UPLOADED("上传申报规则"),
    PROGRAMME_APPROVED("审定申报规则"),
    PROGRAMME_WITHDRAWN("撤下申报规则"),
    TEAM_DRAFTED("起草服务团"),
    TEAM_CHANGED("修改服务团草稿"),
    TEAM_DRAFT_REMOVED("删除服务团草稿"),
    TEAM_ACCEPTED("接受服务团入库"),
    TEAM_ACCEPTANCE_UNDONE("撤销接受服务团"),
    TEAM_PLACED("分配服务团名额"),
    ALLOCATION_SAVED("保存分派"),
    ALLOCATION_ACCEPTED("接受分派"),
    ALLOCATION_UNDONE("撤销接受分派"),
    ALLOCATION_REMOVED("删除分派"),
    NOTICE_SETTING_CHANGED("设置通知方式"),
    AUDIT_VERIFIED("核验审计记录");

    private final String label;

    AuditAction(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
