package org.jiebang.api.access;

/** What somebody is when he acts; the columns of the permission table. */
public enum Role {
    ANONYMOUS("访客", "Visitor"),
    ENTERPRISE("企业", "Enterprise"),
    SOCIETY("学会", "Society"),
    COUNTY("县级科协", "County association"),
    CITY("市级科协", "City association"),
    STAFF("省级或中国科协工作人员", "Provincial or CAST staff"),
    REVIEWER("评审专家", "Reviewer"),
    EXPERT("专家", "Expert"),
    AUDITOR("审计员", "Auditor"),
    ADMINISTRATOR("管理员", "Administrator");

    private final String label;
    private final String english;

    Role(String label, String english) {
        this.label = label;
        this.english = english;
    }

    public String label() {
        return label;
    }

    public String english() {
        return english;
    }
}
