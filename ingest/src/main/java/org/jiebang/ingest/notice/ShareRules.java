package org.jiebang.ingest.notice;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jiebang.matching.Sentence;
import org.jiebang.programme.Condition;
import org.jspecify.annotations.Nullable;

/** Numbers that are divided: by grade, by region, by category. */
final class ShareRules {
    private static final Pattern GRADED = Pattern.compile("(?<name>[一二三四特优甲乙丙][等级类]?(?:奖|等)?|优秀|良好|合格)[：为是共]?$");

    private ShareRules() {}

    /** 「一等4个、二等6个、三等10个」 and 「苏州、无锡各25个；扬州、泰州各15个」: shares of one number. */
    static int[] grades(CountedRules here, List<Count> counts) {
        Map<String, Integer> split = new LinkedHashMap<>();
        String unit = "";
        int from = -1;
        int to = 0;
        for (Count count : counts) {
            int begin = to == 0 ? 0 : to;
            String before = here.statement().text().substring(Math.min(begin, count.start()), count.start());
            Matcher grade = GRADED.matcher(before);
            Matcher each = Pattern.compile("(?<names>(?:[\\p{IsHan}]{2,4}(?:、|和))+[\\p{IsHan}]{2,4})各$")
                    .matcher(before);
            if (!count.unit().matches("个|项|家|名|支") || !count.isWhole() || count.bound() != Count.Bound.BARE) {
                continue;
            }
            if (grade.find()) {
                split.put(grade.group("name"), count.value().intValue());
            } else if (each.find()) {
                for (String name : each.group("names").split("、|和")) {
                    split.put(name, count.value().intValue());
                }
            } else {
                continue;
            }
            unit = count.unit();
            from = from < 0 ? count.start() : from;
            to = count.end();
        }
        if (split.size() < 2) {
            return new int[] {0, 0};
        }
        int total = split.values().stream().mapToInt(Integer::intValue).sum();
        boolean grade = split.keySet().iterator().next().matches("[一二三四特优甲乙丙].*|优秀|良好|合格");
        here.found()
                .add(Found.of(
                        FoundKind.QUOTA,
                        new Sentence("名额分配", "places and their split"),
                        shares(total, unit, split),
                        new Condition.Places(total, grade ? "等次" : "地区", split),
                        here.statement(),
                        from,
                        to));
        return new int[] {from, to};
    }

    /**
     * A number and its parts.
     *
     * @param end behind the last part; counts of the same unit up to here are parts, others between them, such as money, are read on their own
     */
    record Parts(Count total, int end) {}

    /** 「30项，其中装备12项、医药10项、材料8项」: the parts of a number that add up to it. */
    static @Nullable Parts parts(CountedRules here, List<Count> counts) {
        int among = here.statement().text().indexOf("其中");
        Count total = counts.stream()
                .filter(count -> count.end() <= among)
                .reduce((one, other) -> other)
                .orElse(null);
        if (total == null
                || !total.isWhole()
                || !total.unit().matches("个|项|家|名|支")
                || !here.statement().text().substring(0, total.start()).matches(".*(?:立项|支持|认定|遴选|资助|名额|评选|设立|数量).*")) {
            return null;
        }
        Map<String, Integer> split = new LinkedHashMap<>();
        int to = among + 2;
        for (Count part : counts) {
            if (part.start() < among
                    || !part.unit().equals(total.unit())
                    || part.bound() != Count.Bound.BARE
                    || !part.isWhole()) {
                continue;
            }
            String name = here.statement()
                    .text()
                    .substring(Math.min(to, part.start()), part.start())
                    .replaceAll("^.*[，、；和及与]|[：为共]+$", "");
            if (!name.isEmpty() && name.length() <= 16) {
                split.put(name, part.value().intValue());
                to = part.end();
            }
        }
        int sum = split.values().stream().mapToInt(Integer::intValue).sum();
        if (split.size() < 2 || sum != total.value().intValue()) {
            return null;
        }
        here.found()
                .add(Found.of(
                        FoundKind.QUOTA,
                        new Sentence("名额分配", "places and their split"),
                        shares(sum, total.unit(), split),
                        new Condition.Places(sum, "类别", split),
                        here.statement(),
                        total.start(),
                        to));
        return new Parts(total, to);
    }

    /** A rule of places with other shares. */
    static Found allocation(Found rule, String by, Map<String, Integer> split) {
        int total = split.values().stream().mapToInt(Integer::intValue).sum();
        String unit = rule.value().replaceAll("^\\d+|：.*$", "");
        return new Found(
                rule.kind(),
                rule.title(),
                shares(total, unit, split),
                rule.strength(),
                rule.categories(),
                new Condition.Places(total, by, split),
                rule.statement(),
                rule.from(),
                rule.to());
    }

    private static String shares(int total, String unit, Map<String, Integer> split) {
        return total + unit + "："
                + String.join(
                        "、",
                        split.entrySet().stream()
                                .map(share -> share.getKey() + share.getValue())
                                .toList());
    }
}
