package org.jiebang.application;

/** Where an application stands; from 立项 on it is a project (ledger section 8). */
public enum ApplicationState {
    DRAFT("草稿", "Draft"),
    REGISTERED("已注册", "Registered"),
    SUBMITTED("已提交", "Submitted"),
    ELIGIBILITY("资格审查", "Check of eligibility"),
    CORRECTION("待补正", "To be corrected"),
    REVIEW("综合评审", "Review"),
    PROPOSED("拟立项", "Proposed for approval"),
    PUBLISHED("公示中", "Published"),
    OBJECTED("异议处理", "Objected to"),
    APPROVED("已立项", "Approved"),
    CONTRACTED("已签合同", "Contracted"),
    RUNNING("实施中", "Running"),
    MIDTERM("中期检查", "Mid-term check"),
    RECTIFYING("限期整改", "To be put right"),
    POSTPONED("不可抗力延期", "Postponed for force majeure"),
    CHECKED("中期通过", "Mid-term check passed"),
    CLOSING_POSTPONED("不可抗力延期（结题）", "Closing postponed for force majeure"),
    CLOSING("结题评估", "Final evaluation"),
    EVALUATED("结题通过", "Evaluated"),
    UNQUALIFIED("结题不合格", "Unqualified"),
    SATISFIED("已评满意度", "Satisfaction recorded"),
    SETTLED("已付清", "Paid in full"),
    ARCHIVED("已归档", "Archived"),
    WITHDRAWN("已撤回", "Withdrawn"),
    LATE("逾期不受理", "Too late"),
    INELIGIBLE("资格审查不通过", "Not eligible"),
    NOT_SELECTED("未立项", "Not approved"),
    TERMINATED("已终止", "Terminated"),
    DISQUALIFIED("取消资格", "Disqualified");

    private final String label;
    private final String english;

    ApplicationState(String label, String english) {
        this.label = label;
        this.english = english;
    }

    public String label() {
        return label;
    }

    public String english() {
        return english;
    }

    /** May its form be written? What others have begun to judge stays as they read it. */
    public boolean writable() {
        return this == DRAFT || this == REGISTERED || this == CORRECTION;
    }

    /** Does it count among the unit's applications? Drafts, withdrawn and refused ones do not. */
    public boolean standing() {
        return switch (this) {
            case DRAFT, REGISTERED, WITHDRAWN, LATE, INELIGIBLE, NOT_SELECTED, TERMINATED, DISQUALIFIED -> false;
            default -> true;
        };
    }

    /** May everybody read that it is proposed for approval? */
    public boolean open() {
        return this == PUBLISHED || this == OBJECTED;
    }
}
