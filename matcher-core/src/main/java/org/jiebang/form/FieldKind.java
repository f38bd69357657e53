package org.jiebang.form;

/** What stands in a field. Every value is a text except that of a {@link #TABLE}. */
public enum FieldKind {
    /** One line. */
    TEXT("文字", ""),
    LONG_TEXT("长文", ""),
    /** One of the options. */
    CHOICE("单选", ""),
    /** Some of the options, separated by “；”. */
    CHOICES("多选", ""),
    /** 万元, at most four decimals. */
    MONEY("金额", "12.5"),
    /** ISO 8601. */
    DATE("日期", "2024-05-24"),
    /** First and last day, ISO 8601. */
    PERIOD("起止", "2024-06-01/2025-03-31"),
    PHONE("电话", "025-83000000"),
    EMAIL("邮箱", "name@example.org"),
    /** GB 32100-2015. */
    CREDIT_CODE("信用代码", ""),
    /** 1 (low) to 5 (high). */
    GRADE("评分", "4"),
    TABLE("表格", ""),
    /** Counted by the form; never given. */
    ROW_NUMBER("序号", ""),
    /** Ids of the attached files or records, separated by “；”. */
    ATTACHMENT("附件", ""),
    /** Signed and stamped on paper; nothing is asked of the values. */
    SIGNATURE("签章", "");

    private final String label;
    private final String example;

    FieldKind(String label, String example) {
        this.label = label;
        this.example = example;
    }

    /** As the form files write it. */
    public String label() {
        return label;
    }

    /** A value that is well formed; blank where every text is. */
    public String example() {
        return example;
    }
}
