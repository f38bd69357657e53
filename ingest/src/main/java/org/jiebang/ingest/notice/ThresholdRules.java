package org.jiebang.ingest.notice;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jiebang.matching.Sentence;
import org.jiebang.programme.Condition;
import org.jiebang.programme.Phase;

/** Targets and other counts that have a least or a most. */
final class ThresholdRules {
    private static final Pattern BACKGROUND = Pattern.compile(
            "围绕|聚焦|依托|我省|现有|截至|以来|结合|已有|已签|已建|按照|根据|为核心|为支撑|充分发挥|对\\d|参与|发挥|我市|第三方|方向$|分为|主要分|子项目|季度|每月|^每|类项目|《|等$");
    private static final Pattern OTHER_COUNT = Pattern.compile("工作日|年$|个月|周|小时|学时|课时|分钟|期|季|道|只|处|款|种|类|页|平方米");

    private ThresholdRules() {}

    static boolean read(
            CountedRules here, Count count, Statement.Clause clause, String before, String after, boolean list) {
        boolean recommenders = before.endsWith("由") && after.matches("^[^，]{0,16}(?:专家|院士|教授|委员|会员)[^，]{0,4}推荐.*");
        boolean asked = count.bound() == Count.Bound.LEAST || list || recommenders;
        boolean goal = (count.bound() == Count.Bound.BARE || count.bound() == Count.Bound.ABOUT)
                && (Words.DEED.matcher(before).find()
                        || Words.DEED.matcher(clause.text()).find())
                && !BACKGROUND.matcher(before).find();
        boolean most = count.bound() == Count.Bound.MOST && count.unit().matches("个|项|家|人|名|年|个月|%|天");
        if (OTHER_COUNT.matcher(count.unit()).find() && !asked && !most || !asked && !goal && !most) {
            return false;
        }
        boolean granting = count.unit().matches("年|个月")
                && here.statement().text().substring(clause.start()).matches("[^；]*?的，[^；]*(?:给予|奖励|奖补|补助|拨付).*");
        String plain = clause.text().replaceAll("不得(?:少于|低于|超过|高于|多于)", "");
        if (granting
                || after.matches("^[^，]{0,8}：.*")
                || clause.text().matches(".*(?:兼报|子项目).*")
                || plain.matches(".*(?:不得|不予|取消|不能).*")
                || asked && before.matches(".*(?:申报|两|[2-9])$")
                || here.statement()
                                .text()
                                .substring(count.number(), count.end())
                                .contains("（含）以上")
                        && before.endsWith("申报")
                || after.matches("^(?:项目成果|一).*")
                || clause.text().matches(".*联合(?:至少)?(?:[1一]|不少于[1一])[家个].*")
                        && count.value().intValue() == 1) {
            return false;
        }
        if (goal
                && (count.unit().matches("年|人次|名|个") && count.value().compareTo(BigDecimal.ONE) == 0
                        || count.unit().equals("%")
                        || count.unit().equals("年"))) {
            return false;
        }
        String compared = here.statement().text().substring(count.start(), count.number());
        String within = compared.endsWith("的") ? compared.replaceAll("^.*(?:于|过|少)|的$", "") : "";
        String name = CountedName.of(before, after);
        if (name.isEmpty()) {
            name = within;
        }
        if (name.isEmpty() && (asked || most)) {
            // 「不得少于4人，不得超过10人」: the same thing as before is counted.
            name = here.found().stream()
                    .filter(rule -> rule.kind() == FoundKind.THRESHOLD)
                    .reduce((one, other) -> other)
                    .map(rule -> rule.title().chinese())
                    .orElse("");
        }
        if (name.isEmpty()) {
            return false;
        }
        String unit = count.unit().equals("万条") ? "万条" : count.unit();
        boolean least = count.bound() != Count.Bound.MOST
                && count.isWhole()
                && count.value().signum() > 0;
        Condition condition = least
                ? new Condition.Threshold(name, unit, count.value().intValue())
                : new Condition.Commitment(Phase.APPLICATION);
        here.add(
                FoundKind.THRESHOLD,
                new Sentence(name, "target: " + name),
                count.bound() == Count.Bound.MOST ? count.written() : "≥" + Count.plain(count.value()) + unit,
                condition,
                clause,
                count);
        return true;
    }
}
