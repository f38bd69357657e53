package org.jiebang.ingest.notice;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.jiebang.matching.Sentence;
import org.jiebang.programme.Bound;
import org.jiebang.programme.Condition;
import org.jspecify.annotations.Nullable;

/** What is handed in at the end, with its length and its day. */
final class DeliverableRules {
    private static final Pattern HANDED_IN =
            Pattern.compile("提交|撰写|编制|形成|发布|报送|出具|上报|出版|发表|编写|提供|完成.{0,3}(?:报告|总结)|结项");
    private static final Pattern PAPER =
            Pattern.compile("报告|建议|案例|总结|指南|汇编|清单|简报|论文|专著|专利|标准|报道|材料|方案|评价|专报|蓝皮书|白皮书|视频|图册|手册|画册|信息|稿|软著|著作权|证明");

    private DeliverableRules() {}

    static boolean read(CountedRules here, Count count, Statement.Clause clause, String before, String after) {
        if (!count.unit().matches("份|篇|部|件|个|本|册|项") || !count.isWhole()) {
            return false;
        }
        String behind = after.replaceAll("^(?:以上)?", "");
        String item = PAPER.matcher(behind).find() && behind.matches("^[^、，（及和并等][^、，（]{1,25}.*")
                ? behind.replaceAll("[、，（并].*$", "")
                : "";
        if (item.isEmpty()) {
            String last = before.replaceAll("^.*(?:提交|撰写完成|撰写|编制|形成|发布|报送|出具的?|上报|出版|发表|提供)", "")
                    .replaceAll("^.*[、和及]", "")
                    .replaceAll("^.*(?:份|篇|个|件|部)", "");
            item = PAPER.matcher(last).find() ? CountedName.of(last, "") : "";
        }
        boolean paperUnit = count.unit().matches("份|篇|部|本|册");
        boolean handed = HANDED_IN.matcher(before).find()
                || paperUnit && here.statement().item().title().matches(".*(?:成果|结项|验收).*")
                || HANDED_IN
                                .matcher(here.statement().text().substring(0, clause.start()))
                                .find()
                        && paperUnit;
        if (item.isEmpty()
                || !handed
                || !paperUnit
                        && (count.bound() == Count.Bound.LEAST || count.value().intValue() > 3)
                || item.contains("解决方案")) {
            return false;
        }
        item = item.replaceAll("^(?:高质量的?|年度|的)+", "").replaceAll("[《》]", "");
        int[] letters = characters(clause, count.end() - clause.start());
        here.add(
                FoundKind.DELIVERABLE,
                new Sentence(item, "to be handed in: " + item),
                count.written(),
                new Condition.Deliverable(
                        item, Math.max(1, count.value().intValue()), letters[0], letters[1], due(here, clause)),
                clause,
                count);
        return true;
    }

    /** Characters asked of each, in brackets behind: 「（4000至5000字）」, 「（约2万字）」 leaves a tenth of room. */
    private static int[] characters(Statement.Clause clause, int from) {
        for (Count count :
                Count.find(clause.text().substring(Math.min(from, clause.text().length())), List.of())) {
            if (count.unit().endsWith("字")) {
                BigDecimal factor = count.unit().equals("万字") ? BigDecimal.valueOf(10_000) : BigDecimal.ONE;
                int least = count.value().multiply(factor).intValue();
                int most = count.most().multiply(factor).intValue();
                return switch (count.bound()) {
                    case RANGE -> new int[] {least, most};
                    case MOST -> new int[] {0, most};
                    case ABOUT -> new int[] {least * 9 / 10, least * 11 / 10};
                    case LEAST, BARE -> new int[] {least, Bound.UNLIMITED};
                };
            }
        }
        return new int[] {0, Bound.UNLIMITED};
    }

    /** Last day on which something is handed in, if its clause or the one before names a date that ends. */
    private static @Nullable LocalDate due(CountedRules here, Statement.Clause clause) {
        String text = here.statement().text();
        LocalDate due = null;
        for (Day day : here.dates()) {
            String behind = text.substring(day.end(), Math.min(text.length(), day.end() + 2));
            if (day.end() <= clause.end()
                    && day.end() >= clause.start() - 40
                    && (behind.startsWith("前")
                            || behind.startsWith("之前")
                            || text.startsWith("年底", day.start())
                            || behind.startsWith("，"))) {
                due = day.last();
            }
        }
        return due;
    }
}
