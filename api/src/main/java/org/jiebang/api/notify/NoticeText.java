package org.jiebang.api.notify;

import java.util.Objects;
import java.util.Optional;
import org.jiebang.problem.ProblemNews;
import org.jiebang.problem.ProblemTask;
import org.jiebang.review.ReviewNotice;
import org.jspecify.annotations.Nullable;

/** Says a notice in one sentence, for the page, for mails and for webhooks alike. */
final class NoticeText {
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
            default -> throw new IllegalStateException("Unknown kind of notice '" + told.kind() + "'");
        };
    }

    /** In one line, so that no title can add a heading to a mail. */
    private static String named(@Nullable String title, String otherwise) {
        return Objects.requireNonNullElse(title, otherwise)
                .replaceAll("\\p{Cntrl}+", " ")
                .strip();
    }
}
