package org.jiebang.ingest.notice;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jiebang.matching.Sentence;
import org.jiebang.programme.Condition;
import org.jiebang.programme.Phase;
import org.jiebang.programme.Strength;

/** From which day on one must be born, as calls for young people say instead of an age. */
final class BirthRules {
    private static final String INCLUSIVE = "(?:（[^）]{1,6}）)?";
    private static final Pattern BORN_LATER = Pattern.compile("^" + INCLUSIVE + "[以之及]?后" + INCLUSIVE + "出生");
    private static final Pattern AGE = Pattern.compile("\\d周?岁");

    private BirthRules() {}

    /** A day of birth that only explains an age (「不超过32周岁（1992年1月1日以后出生）」) is no rule of its own. */
    static List<Found> read(Statement statement, List<Day> dates) {
        List<Found> found = new ArrayList<>();
        if (AGE.matcher(statement.text()).find()) {
            return found;
        }
        for (Day day : dates) {
            if (BORN_LATER.matcher(statement.text().substring(day.end())).find()) {
                boolean women = statement.clause(day.start()).text().contains("女");
                found.add(Found.of(
                                FoundKind.THRESHOLD,
                                new Sentence(women ? "女性出生日期" : "出生日期", women ? "born, women" : "born"),
                                "≥" + day.first(),
                                new Condition.Commitment(Phase.APPLICATION),
                                statement,
                                day.start(),
                                day.end())
                        .with(Strength.HARD));
            }
        }
        return found;
    }
}
