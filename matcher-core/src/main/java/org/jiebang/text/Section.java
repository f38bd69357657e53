package org.jiebang.text;

/** What a part of a notice, a need or an offer speaks of, as its heading says. */
public enum Section {
    /** No heading, or one that says nothing of the kinds below. */
    OPEN,
    /** What is hard and what is asked for: 技术难题, 需求内容. */
    ASKED,
    /** Where it comes from and how things stand: 需求背景, 国内外现状. */
    BACKGROUND,
    /** Figures to be met: 技术指标. */
    INDICATORS,
    /** What it shall bring: 预期目标, 经济效益. */
    GOALS,
    /** What is there already: 现有工作基础. */
    FOUNDATION,
    /** Who asks or offers: 企业简介, 团队介绍. */
    WHO,
    /** How to work together: 合作方式, 资金预算. */
    COOPERATION,
    /** What an offer is: 技术简介. */
    OFFERED,
    /** Where it is used: 应用范围. */
    USE;

    /** Does the part name the subject, rather than what surrounds every need and offer? */
    public boolean subject() {
        return switch (this) {
            case OPEN, ASKED, BACKGROUND, INDICATORS, OFFERED, USE -> true;
            case GOALS, FOUNDATION, WHO, COOPERATION -> false;
        };
    }
}
