package org.jiebang.problem;

/** Kinds of agreements between the side that is served and those who solve. */
public enum AgreementKind {
    TRANSFER("技术转让", "Technology transfer"),
    LICENCE("技术许可", "Licence"),
    EQUITY("作价投资", "Contribution in kind"),
    DEVELOPMENT("技术开发", "Joint development"),
    CONSULTING("技术咨询", "Consulting"),
    SERVICE("技术服务", "Technical service");

    private final String label;
    private final String english;

    AgreementKind(String label, String english) {
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
