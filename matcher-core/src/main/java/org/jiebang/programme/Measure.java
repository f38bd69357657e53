package org.jiebang.programme;

/** What a composition rule counts in one application. */
public enum Measure {
    MEMBERS("成员", "members"),
    YOUNG("青年科技人才", "young members"),
    SUPPORTED_YOUTH("青年人才托举工程入选者", "members of the youth support scheme"),
    /** Different kinds of employers: firm, university, institute (CT-17). */
    AFFILIATIONS("产学研界别", "sectors of the members"),
    ORGANISATIONS("组成单位", "organisations"),
    CHAINS("产业链", "industry chains"),
    PROVINCES("省份", "provinces"),
    PROBLEMS("难题", "problems"),
    CHAIN_PROBLEMS("产业链难题", "chain problems"),
    /** 1 if all problems are of one kind, 2 if chain and common problems are mixed (CT-18). */
    PROBLEM_KINDS("难题种类", "kinds of problems"),
    STATIONS("协同创新组织", "stations"),
    RESIDENTS("“蹲点”人员", "residents"),
    /** Days of all residents together; the notice does not say whether team or person (golden check 7), the file chooses. */
    RESIDENT_DAYS("“蹲点”天数", "days of residence"),
    /** Days of the resident with the fewest. */
    RESIDENT_DAYS_EACH("每人“蹲点”天数", "days of residence of each");

    private final String label;
    private final String english;

    Measure(String label, String english) {
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
