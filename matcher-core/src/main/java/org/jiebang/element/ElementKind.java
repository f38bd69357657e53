package org.jiebang.element;

/** Kinds of demand elements (需求要素), by which needs and offers are compared. */
public enum ElementKind {
    MATERIAL("材料"),
    PROCESS("工艺"),
    PERFORMANCE("性能"),
    PRODUCT("产品"),
    APPLICATION("应用");

    private final String label;

    ElementKind(String label) {
        this.label = label;
    }

    /** Name for people, in Chinese. */
    public String label() {
        return label;
    }
}
