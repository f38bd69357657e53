package org.jiebang.catalog;

/** Membership of an academy; experts of LIB-01 are 院士专家. */
public enum Academician {
    NONE("否"),
    SCIENCES("中国科学院院士"),
    ENGINEERING("中国工程院院士");

    private final String label;

    Academician(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
