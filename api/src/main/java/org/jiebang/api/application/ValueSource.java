package org.jiebang.api.application;

/** Where a value of a form comes from. */
public enum ValueSource {
    TYPED("填写", "typed"),
    UNIT("单位资料", "the unit's record"),
    PROBLEM("难题", "the problem"),
    CLAIM("揭榜方案", "the claim"),
    TEAM("服务团", "the team"),
    EXPERT("专家资料", "the expert's record"),
    APPLICATION("上一份申报", "an earlier application");

    private final String label;
    private final String english;

    ValueSource(String label, String english) {
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
