package org.jiebang.review;

/** What events of reviews and sheets need. */
public enum ReviewNeed {
    APPLICATIONS("applications", "这个类别现在没有可以评审的申报。"),
    ALL_IN("sheets", "还有评分没有交齐：请等待，或更换没有回音的评审专家。"),
    UNDECIDED("applications", "已有申报按这次评审办理，不能再打开。"),
    SCORED("scores", "还有指标没有打分。"),
    OPINION("opinion", "请写总体意见。"),
    REASON("reason", "请写明理由。"),
    ROUND_OPEN("review", "这次评审现在没有进行，不能办理。");

    private final String field;
    private final String sentence;

    ReviewNeed(String field, String sentence) {
        this.field = field;
        this.sentence = sentence;
    }

    /** Name in requests. */
    public String field() {
        return field;
    }

    public String sentence() {
        return sentence;
    }
}
