package org.jiebang.ingest.notice;

import java.util.regex.Pattern;
import org.jiebang.catalog.Money;
import org.jiebang.matching.Sentence;
import org.jiebang.programme.Condition;

/** Caps on what is granted, and money that the applicant puts in. */
final class MoneyRules {
    private static final Pattern MONEY = Pattern.compile("资助|补助|支持|奖励|经费|额度|拨款|补贴|给予|资金|奖金|强度|奖补");
    private static final Pattern OWN_MONEY = Pattern.compile(
            "自筹|投入|投资|营业收入|业务收入|销售|产值|研发费用|研发经费|注册资本|榜单金额|榜金|合同额|合同金额|到账|配套|交易额|成交额|总预算|企业出资|揭榜金额|技术交易|利润|出资|资产|固定|支出|研究开发|首付");
    private static final Pattern TOTAL = Pattern.compile("总额|总经费|总资金|合计|共计|资金规模|总计|总规模");

    private MoneyRules() {}

    static boolean read(CountedRules here, Count count, Statement.Clause clause, String before, String after) {
        if (after.matches("^的?(?:千分之|百分之|\\d+(?:\\.\\d+)?%).*")) {
            return false;
        }
        boolean paid = after.matches("^[^，]{0,10}(?:补助|资助|奖励|支持|补贴).*");
        boolean goesOn = before.matches("^(?:且|并且?|同时).{0,6}");
        String owner = goesOn ? here.statement().text().substring(0, count.start()) : before;
        // Nobody promises to grant at least so much: what is asked for is put in by the applicant.
        boolean asked = count.bound() == Count.Bound.LEAST && !before.matches(".*(?:资助|补助|奖励|给予|奖补|支持).*");
        boolean own = !paid
                && (asked || OWN_MONEY.matcher(owner).find() && !before.matches(".*(?:资助|补助|奖励|给予|支持额度|经费).{0,12}"));
        boolean total = TOTAL.matcher(before).find();
        if (own && count.bound() != Count.Bound.MOST) {
            String name =
                    CountedName.of(goesOn ? owner.replaceAll("，[^，]*$", "").replaceAll("不.*$", "") : before, "");
            here.add(
                    FoundKind.THRESHOLD,
                    new Sentence(name.isEmpty() ? "投入" : name, "money put in"),
                    count,
                    count.isWhole()
                            ? new Condition.Threshold(
                                    name.isEmpty() ? "投入" : name,
                                    "万元",
                                    count.value().intValue())
                            : null,
                    clause);
            return true;
        }
        boolean limits = count.bound() == Count.Bound.MOST || count.bound() == Count.Bound.RANGE;
        boolean each = (before + after).matches(".*(?:每个|每项|每家|单个|单项|各|/个|/项|每年).*") || after.startsWith("/");
        boolean granted =
                MONEY.matcher(here.statement().text().substring(Math.max(0, clause.start() - 30), clause.end()))
                                .find()
                        || MONEY.matcher(here.statement().item().title()).find();
        if (!granted
                || own
                || !limits && !each && !total && !MONEY.matcher(clause.text()).find()) {
            return false;
        }
        String value = "≤" + Count.plain(count.most()) + "万元";
        here.add(
                FoundKind.CAP,
                total ? new Sentence("资金总额", "money in all") : new Sentence("资助经费", "amount granted"),
                value,
                total ? null : new Condition.AmountCap(new Money(count.most())),
                clause,
                count);
        return true;
    }
}
