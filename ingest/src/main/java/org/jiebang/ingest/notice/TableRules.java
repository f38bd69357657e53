package org.jiebang.ingest.notice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jiebang.catalog.Money;
import org.jiebang.matching.Sentence;
import org.jiebang.programme.Condition;
import org.jiebang.programme.Strength;

/** Tables whose head names what their columns say: 「类别 | 名额 | 资助额度（万元）」. */
final class TableRules {
    private static final Pattern PLACES = Pattern.compile("名额|立项数|数量|支持数|项目数|拟立项|个数");
    private static final Pattern MONEY = Pattern.compile("资助|补助|经费|金额|额度|支持强度|奖励");
    private static final Pattern LIMIT = Pattern.compile("限项|限报|申报上限|推荐上限|限额");

    private final String clean;
    private final Calls calls;
    private final List<Statement> statements;
    private final List<Found> found = new ArrayList<>();

    TableRules(String clean, Calls calls, List<Statement> statements) {
        this.clean = clean;
        this.calls = calls;
        this.statements = statements;
    }

    List<Found> read() {
        String[] head = {};
        int start = 0;
        while (start < clean.length()) {
            int end = clean.indexOf('\n', start);
            end = end < 0 ? clean.length() : end;
            String[] cells = clean.substring(start, end).split("\t");
            if (cells.length < 2) {
                head = new String[0];
            } else if (head.length == 0 || head.length != cells.length) {
                head = cells;
            } else {
                row(head, cells, start);
            }
            start = end + 1;
        }
        return found;
    }

    private void row(String[] head, String[] cells, int start) {
        Statement statement = statements.stream()
                .filter(candidate ->
                        candidate.start() <= start + cells[0].length() && candidate.end() >= start + cells[0].length())
                .findFirst()
                .orElse(null);
        if (statement == null) {
            return;
        }
        List<String> scope = calls.named(String.join(" ", cells));
        int at = start;
        for (int i = 0; i < cells.length; i++) {
            Matcher number = Pattern.compile("(?<n>" + Numeral.PATTERN + ")(?<times>[万亿])?")
                    .matcher(cells[i]);
            if (i > 0
                    && number.find()
                    && !(Count.find(cells[i], List.of()).stream()
                            .anyMatch(count -> count.bound() == Count.Bound.RANGE))) {
                cell(statement, head[i], cells[i], scope, at - statement.start(), number);
            }
            at += cells[i].length() + 1;
        }
    }

    private void cell(Statement statement, String head, String cell, List<String> scope, int at, Matcher number) {
        java.math.BigDecimal value = Numeral.value(number.group("n"), "");
        int from = Math.max(0, at + number.start());
        int to = Math.min(statement.text().length(), at + cell.length());
        if (MONEY.matcher(head).find()) {
            java.math.BigDecimal amount = "亿".equals(number.group("times")) ? value.movePointRight(4) : value;
            boolean yuan = head.contains("（元）");
            amount = yuan ? amount.movePointLeft(4) : amount;
            add(
                    FoundKind.CAP,
                    new Sentence("资助经费", "amount granted"),
                    "≤" + Count.plain(amount) + "万元",
                    new Condition.AmountCap(new Money(amount)),
                    statement,
                    scope,
                    from,
                    to);
        } else if (LIMIT.matcher(head).find() && value.signum() > 0) {
            add(
                    FoundKind.QUOTA,
                    new Sentence("每个单位申报数", "applications of one unit"),
                    "≤" + Count.plain(value) + "项",
                    new Condition.Quota(value.intValue()),
                    statement,
                    scope,
                    from,
                    to);
        } else if (PLACES.matcher(head).find()) {
            add(
                    FoundKind.QUOTA,
                    new Sentence("立项数量", "places"),
                    Count.plain(value) + "个",
                    new Condition.Places(value.intValue(), "", Map.of()),
                    statement,
                    scope,
                    from,
                    to);
        }
    }

    private void add(
            FoundKind kind,
            Sentence title,
            String value,
            Condition condition,
            Statement statement,
            List<String> scope,
            int from,
            int to) {
        if (from < to) {
            found.add(new Found(kind, title, value, Strength.HARD, scope, condition, statement, from, to));
        }
    }
}
