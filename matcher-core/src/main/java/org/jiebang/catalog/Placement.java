package org.jiebang.catalog;

/** 是否位于示范市或试点城市 of the national form (ledger section 11.2). */
public enum Placement {
    DEMONSTRATION_CITY("创新驱动示范市（区）"),
    PILOT_CITY("“科创中国”试点城市（园区）"),
    NEITHER("以上都不是");

    private final String label;

    Placement(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
