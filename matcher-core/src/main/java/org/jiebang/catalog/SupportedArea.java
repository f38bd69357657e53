package org.jiebang.catalog;

/** 是否国家（地方）鼓励或支持的重点领域 of the national form, several may hold (TAX-03). */
public enum SupportedArea {
    NATIONAL_STRATEGY("国家重大区域战略"),
    NATIONAL_PLAN("国家产业发展规划"),
    PROVINCIAL_REPORT("各省党代会、“十四五”规划、政府工作报告"),
    PROVINCIAL_PLAN("各省产业发展规划"),
    OTHER("其他");

    private final String label;

    SupportedArea(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
