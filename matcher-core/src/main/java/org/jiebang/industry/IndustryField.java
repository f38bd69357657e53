package org.jiebang.industry;

import java.util.Arrays;
import java.util.Optional;

/** 产业领域 of the national form: 29 values in three rows, each row of one class (TAX-02a, TAX-02b, TAX-02c). */
public enum IndustryField {
    INFORMATION_TECHNOLOGY("新一代信息技术", IndustryClass.EMERGING),
    NEW_ENERGY("新能源", IndustryClass.EMERGING),
    NEW_MATERIALS("新材料", IndustryClass.EMERGING),
    ADVANCED_EQUIPMENT("高端装备", IndustryClass.EMERGING),
    CONNECTED_VEHICLES("新能源和智能网联汽车", IndustryClass.EMERGING),
    ENVIRONMENTAL_PROTECTION("绿色环保", IndustryClass.EMERGING),
    CIVIL_AVIATION("民用航空", IndustryClass.EMERGING),
    MARINE_EQUIPMENT("船舶与海洋工程装备", IndustryClass.EMERGING),
    LOW_ALTITUDE("低空经济", IndustryClass.EMERGING),
    METAVERSE("元宇宙", IndustryClass.FUTURE),
    BRAIN_COMPUTER_INTERFACE("脑机接口", IndustryClass.FUTURE),
    QUANTUM("量子信息", IndustryClass.FUTURE),
    HUMANOID_ROBOTS("人形机器人", IndustryClass.FUTURE),
    GENERATIVE_AI("生成式人工智能", IndustryClass.FUTURE),
    BIOMANUFACTURING("生物制造", IndustryClass.FUTURE),
    FUTURE_DISPLAYS("未来显示", IndustryClass.FUTURE),
    FUTURE_NETWORKS("未来网络", IndustryClass.FUTURE),
    ENERGY_STORAGE("新型储能", IndustryClass.FUTURE),
    STEEL("钢铁", IndustryClass.TRADITIONAL),
    NONFERROUS("有色", IndustryClass.TRADITIONAL),
    PETROCHEMICAL("石化", IndustryClass.TRADITIONAL),
    CHEMICAL("化工", IndustryClass.TRADITIONAL),
    BUILDING_MATERIALS("建材", IndustryClass.TRADITIONAL),
    MACHINERY("机械", IndustryClass.TRADITIONAL),
    AUTOMOTIVE("汽车", IndustryClass.TRADITIONAL),
    POWER_EQUIPMENT("电力装备", IndustryClass.TRADITIONAL),
    LIGHT_INDUSTRY("轻工业", IndustryClass.TRADITIONAL),
    ELECTRONICS("电子信息制造业", IndustryClass.TRADITIONAL),
    OTHER("其他", IndustryClass.TRADITIONAL);

    private final String label;
    private final IndustryClass industryClass;

    IndustryField(String label, IndustryClass industryClass) {
        this.label = label;
        this.industryClass = industryClass;
    }

    public String label() {
        return label;
    }

    public IndustryClass industryClass() {
        return industryClass;
    }

    /** Finds a field by its exact Chinese name. */
    public static Optional<IndustryField> find(String label) {
        String wanted = label.strip();
        return Arrays.stream(values())
                .filter(field -> field.label.equals(wanted))
                .findFirst();
    }
}
