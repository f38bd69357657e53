package org.jiebang.industry;

import java.util.Arrays;
import java.util.Optional;

/** The 13 industries of the 2020 task table (TAX-09). */
public enum Sector {
    ADVANCED_EQUIPMENT("高端装备"),
    INTELLIGENT_MANUFACTURING("智能制造"),
    ELECTRONIC_INFORMATION("电子信息"),
    BIOMEDICINE("生物医药"),
    ENERGY_CHEMICALS("能源化工"),
    RAIL_TRANSIT("轨道交通"),
    GENERAL_AVIATION("通用航空"),
    SMART_GRID("智能电网"),
    ECOLOGICAL_RESTORATION("生态修复"),
    RURAL_REVITALISATION("乡村振兴"),
    INTERNET_OF_THINGS("物联网"),
    NEW_ENERGY("新能源"),
    NEW_MATERIALS("新材料");

    private final String label;

    Sector(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** Finds a sector by its exact Chinese name. */
    public static Optional<Sector> find(String label) {
        return Arrays.stream(values())
                .filter(sector -> sector.label.equals(label.strip()))
                .findFirst();
    }
}
