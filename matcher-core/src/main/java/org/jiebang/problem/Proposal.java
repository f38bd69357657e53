package org.jiebang.problem;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A claim's proposal on one page.
 *
 * @param approach technical route and what will be reached, at most {@value #APPROACH} characters
 * @param foundation experience, people and equipment, at most {@value #FOUNDATION} characters
 * @param schedule steps with their times, at most {@value #SCHEDULE} characters
 * @param price asked, in 万元; null where it is to be negotiated
 * @param months needed, 1 to 60; null if open
 */
public record Proposal(
        String approach,
        String foundation,
        String schedule,
        @Nullable BigDecimal price,
        @Nullable Integer months) {
    public static final int APPROACH = 800;
    public static final int FOUNDATION = 400;
    public static final int SCHEDULE = 300;

    /** How many characters a text has as a form counts them: without white space. */
    public static int length(String text) {
        return (int) text.codePoints()
                .filter(character -> !Character.isWhitespace(character) && !Character.isSpaceChar(character))
                .count();
    }

    /** Is every part written that a reader needs to choose? */
    public boolean complete() {
        return !approach.isBlank() && !foundation.isBlank() && !schedule.isBlank();
    }

    /** Parts that are longer than the page allows: field → sentence. */
    public Map<String, String> tooLong() {
        Map<String, String> wrong = new LinkedHashMap<>();
        check(wrong, "approach", "技术路线", approach, APPROACH);
        check(wrong, "foundation", "工作基础", foundation, FOUNDATION);
        check(wrong, "schedule", "进度安排", schedule, SCHEDULE);
        return wrong;
    }

    private static void check(Map<String, String> wrong, String field, String name, String text, int most) {
        int length = length(text);
        if (length > most) {
            wrong.put(field, name + "有 " + length + " 字，最多 " + most + " 字，请删去 " + (length - most) + " 字。");
        }
    }
}
