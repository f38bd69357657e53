package org.jiebang.review;

import java.util.Arrays;
import java.util.Optional;

/** What reviewers and staff hear of a review. No notice names an application, for notices also leave by mail. */
public enum ReviewNotice {
    REVIEW_ASKED("TASK", "待办：您有一份申报待评审打分", "To do: an application waits for your scores"),
    REVIEW_DUE("DUE", "三天内截止：您的评审打分还没有提交", "Due within three days: your scores"),
    REVIEW_LATE("DUE", "已经逾期：请尽快提交评审打分，或说明不能评审", "Overdue: hand in your scores, or decline"),
    REVIEW_CHANGED("NEWS", "评分表有改动，请核对已打的分后再提交", "The score sheet has changed; check your scores before you hand in"),
    REVIEW_DECLINED("NEWS", "有评审专家回避或谢绝，正在更换", "A reviewer has declined and is being replaced"),
    REVIEW_APART("NEWS", "有申报的评分分差过大，已增加一位评审专家", "Scores lie far apart; one more reviewer is asked"),
    REVIEW_SHORT("TASK", "待办：评审专家不够，请增聘或指定", "To do: there are too few reviewers"),
    REVIEW_ALL_IN("TASK", "待办：评分已经交齐，请结束评审", "To do: all sheets are in; close the review");

    private final String kind;
    private final String label;
    private final String english;

    ReviewNotice(String kind, String label, String english) {
        this.kind = kind;
        this.label = label;
        this.english = english;
    }

    /** Kind of notice: a task, something due, or news. */
    public String kind() {
        return kind;
    }

    public String label() {
        return label;
    }

    public String english() {
        return english;
    }

    public static Optional<ReviewNotice> find(String topic) {
        return Arrays.stream(values())
                .filter(notice -> notice.name().equals(topic))
                .findFirst();
    }
}
