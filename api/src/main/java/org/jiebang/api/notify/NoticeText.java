package org.jiebang.api.notify;

import java.util.Objects;
import java.util.Optional;
import org.jiebang.problem.ProblemNews;
import org.jiebang.problem.ProblemTask;
import org.jiebang.region.RegionCode;
import org.jiebang.region.RegionTree;
import org.jiebang.review.ReviewNotice;
import org.jspecify.annotations.Nullable;

/** Says a notice in one sentence, for the page, for mails and for webhooks alike. */
final class NoticeText {
    private static final RegionTree REGIONS = RegionTree.standard();

    private NoticeText() {}

    static String chinese(NoticeStore.Told told) {
        Optional<ReviewNotice> review = ReviewNotice.find(told.topic());
        if (review.isPresent()) {
            return review.get().label();
        }
        String title = named(told.title(), "（已撤下）");
        return switch (told.kind()) {
            case "MATCH" -> "“%s”有新的匹配：%s".formatted(named(told.subject(), "（已撤下）"), title);
            case "FOUND" -> "订阅的检索有新资料：" + title;
            case "TASK" -> "待办：" + ProblemTask.valueOf(told.topic()).label() + "——" + title;
            case "DUE" ->
                told.topic().equals("CALL_ENDS")
                        ? "三天内截止揭榜：" + title
                        : "还在等您：" + ProblemTask.valueOf(told.topic()).label() + "——" + title;
            case "NEWS" -> ProblemNews.valueOf(told.topic()).label() + "：" + title;
            case "CASE" -> "类似难题已解决：" + title;
            case "INTEREST" -> "您领域内的新难题：" + title;
            case "EXPERT" -> "本地难题的匹配名单里有新专家：" + title;
            default -> throw new IllegalStateException("Unknown kind of notice '" + told.kind() + "'");
        };
    }

    static String english(NoticeStore.Told told) {
        Optional<ReviewNotice> review = ReviewNotice.find(told.topic());
        if (review.isPresent()) {
            return review.get().english();
        }
        String title = named(told.title(), "(withdrawn)");
        return switch (told.kind()) {
            case "MATCH" -> "New match for %s: %s".formatted(named(told.subject(), "(withdrawn)"), title);
            case "FOUND" -> "New for your search: " + title;
            case "TASK" -> "To do: " + ProblemTask.valueOf(told.topic()).english() + " – " + title;
            case "DUE" ->
                told.topic().equals("CALL_ENDS")
                        ? "The call ends within three days: " + title
                        : "Still waiting for you: "
                                + ProblemTask.valueOf(told.topic()).english() + " – " + title;
            case "NEWS" -> ProblemNews.valueOf(told.topic()).english() + ": " + title;
            case "CASE" -> "A problem like yours was solved: " + title;
            case "INTEREST" -> "New problem in your fields: " + title;
            case "EXPERT" -> "New expert for the problems of your place: " + title;
            default -> throw new IllegalStateException("Unknown kind of notice '" + told.kind() + "'");
        };
    }

    /** Why he was told, in Chinese; blank where the notice says it itself. */
    static String why(NoticeStore.Told told) {
        if (told.subscriptionId() == null) {
            return "";
        }
        return switch (told.kind()) {
            case "MATCH" -> "因为您订阅了“" + named(told.interest(), "（已撤下）") + "”的匹配";
            case "FOUND" -> "因为您订阅了这个检索";
            case "INTEREST" -> "因为它与“" + named(told.interest(), "（已撤下）") + "”同属一个产业领域或产业链环节";
            case "EXPERT" -> "因为您订阅了" + place(told) + "难题的新专家";
            default -> "";
        };
    }

    /** The same in English. */
    static String whyInEnglish(NoticeStore.Told told) {
        if (told.subscriptionId() == null) {
            return "";
        }
        return switch (told.kind()) {
            case "MATCH" -> "You subscribed to the matches of " + named(told.interest(), "(withdrawn)");
            case "FOUND" -> "You subscribed to this search";
            case "INTEREST" -> "It shares a field or a chain segment with " + named(told.interest(), "(withdrawn)");
            case "EXPERT" -> "You subscribed to new experts for the problems of " + place(told);
            default -> "";
        };
    }

    private static String place(NoticeStore.Told told) {
        String place = told.place();
        return place == null ? "" : REGIONS.fullName(new RegionCode(place));
    }

    /** In one line, so that no title can add a heading to a mail. */
    private static String named(@Nullable String title, String otherwise) {
        return Objects.requireNonNullElse(title, otherwise)
                .replaceAll("\\p{Cntrl}+", " ")
                .strip();
    }
}
