package org.jiebang.problem;

/** What an event of a claim needs. */
public enum ClaimNeed {
    COMPLETE("proposal", "揭榜方案还没有写完：请写明技术路线、基础和进度。"),
    WINDOW_OPEN("claimUntil", "这条难题不在张榜中，或揭榜已经截止。");

    private final String field;
    private final String sentence;

    ClaimNeed(String field, String sentence) {
        this.field = field;
        this.sentence = sentence;
    }

    public String field() {
        return field;
    }

    public String sentence() {
        return sentence;
    }
}
