package org.jiebang.industry;

/** 所属分类 of the national form (TAX-01). */
public enum IndustryClass {
    TRADITIONAL("改造提升传统产业"),
    EMERGING("培育壮大新兴产业"),
    FUTURE("布局建设未来产业");

    private final String label;

    IndustryClass(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
