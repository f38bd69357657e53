package org.jiebang.programme;

/** Who applies, joins, recommends or files (ledger section 3). */
public enum PartyKind {
    NATIONAL_SOCIETY("国家级学会", "national society"),
    PROVINCIAL_SOCIETY("省级学会", "provincial society"),
    PROVINCIAL_ASSOCIATION("省级科协", "provincial association"),
    CITY_ASSOCIATION("设区市科协", "city association"),
    COUNTY_ASSOCIATION("县（市、区）科协", "county association"),
    ENTERPRISE_ASSOCIATION("企业科协", "enterprise association"),
    UNIVERSITY_ASSOCIATION("省部属高校科协", "university association"),
    INSTITUTE_ASSOCIATION("省部属科研院所科协", "institute association"),
    STATE_FIRM_ASSOCIATION("省部属国有企业科协", "association of a state-owned firm"),
    DIRECT_UNIT("省科协直属单位", "unit of the provincial association"),
    ENTERPRISE("企业", "enterprise"),
    PARK("省级以上园区", "park of provincial rank or above"),
    COUNTY_GOVERNMENT("县（市、区）人民政府", "county government"),
    GOVERNMENT("地方政府及部门", "local government or department"),
    ACADEMICIAN_TEAM("院士团队", "team of an academician");

    private final String label;
    private final String english;

    PartyKind(String label, String english) {
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
