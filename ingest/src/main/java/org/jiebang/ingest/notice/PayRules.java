package org.jiebang.ingest.notice;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jiebang.matching.Sentence;
import org.jiebang.programme.Condition;
import org.jiebang.programme.Strength;

/** When the money is paid. */
final class PayRules {
    private static final Pattern PAYS = Pattern.compile("拨付|拨款|下拨|拨给|兑付|支付.{0,6}经费|先行拨|首拨");
    private static final Pattern PERCENT = Pattern.compile("约?(?<n>\\d{1,3})%");
    private static final Pattern REST = Pattern.compile("剩余|余款|尾款|余下|其余");
    private static final Pattern ALL = Pattern.compile("全部|一次性|全额");
    private static final Pattern BY_GRADE =
            Pattern.compile("(?:评估|考核|评价|验收)(?:等次|等级|结果)[^，。]{0,8}(?:确定|给予|核定)[^，。]{0,10}(?:经费|资助|资金|补助|支持)");
    private static final Pattern STAGES =
            Pattern.compile("立项|签订合同|中期(?:检查|评估|考核)|结题(?:评估|验收)?|结项(?:验收)?|验收|考核(?:合格)?|年度考核");

    private PayRules() {}

    /** The stage as the draft names it: those of payments exist in its course. */
    static String stage(String words) {
        if (words.startsWith("中期")) {
            return "中期检查";
        }
        return words.startsWith("立项") || words.startsWith("签订") ? "立项" : "结题评估";
    }

    static List<Found> read(Statement statement) {
        String text = statement.text();
        List<Found> found = new ArrayList<>();
        Matcher grade = BY_GRADE.matcher(text);
        if (grade.find()) {
            found.add(of(
                    statement,
                    "按评估等次确定经费",
                    "按等次",
                    new Condition.Payout(List.of(new Condition.Instalment(100, List.of("结题评估"), false)), true),
                    grade.start(),
                    grade.end()));
            return found;
        }
        if (!PAYS.matcher(text).find()) {
            return found;
        }
        List<Condition.Instalment> parts = new ArrayList<>();
        int sum = 0;
        List<String> after = new ArrayList<>();
        int from = -1;
        int to = 0;
        for (Statement.Clause clause : statement.clauses()) {
            Matcher stages = STAGES.matcher(clause.text());
            while (stages.find()) {
                String stage = stage(stages.group());
                if (!after.contains(stage)) {
                    after.add(stage);
                }
            }
            Matcher percent = PERCENT.matcher(clause.text());
            int share = -1;
            if (percent.find()) {
                share = Integer.parseInt(percent.group("n"));
            } else if (REST.matcher(clause.text()).find()) {
                share = 100 - sum;
            } else if (ALL.matcher(clause.text()).find() && sum == 0) {
                share = 100;
            }
            boolean pays = PAYS.matcher(clause.text()).find() || share > 0 && !parts.isEmpty();
            if (share > 0 && share + sum <= 100 && pays) {
                parts.add(new Condition.Instalment(
                        share,
                        after.isEmpty() ? List.of("立项") : List.copyOf(after),
                        clause.text().matches(".*(?:次年|下一年度|翌年).*")));
                sum += share;
                after.clear();
                from = from < 0 ? clause.start() : from;
                to = clause.end();
            }
        }
        if (sum == 100) {
            String value = String.join(
                    "＋",
                    parts.stream()
                            .map(part -> part.percent() + "%（" + String.join("、", part.after())
                                    + (part.nextYear() ? "，次年" : "") + "）")
                            .toList());
            found.add(of(statement, "经费拨付", value, new Condition.Payout(parts, false), from, to));
        }
        return found;
    }

    private static Found of(Statement statement, String title, String value, Condition condition, int from, int to) {
        return Found.of(FoundKind.PAYOUT, new Sentence(title, "payment"), value, condition, statement, from, to)
                .with(Strength.HARD);
    }
}
