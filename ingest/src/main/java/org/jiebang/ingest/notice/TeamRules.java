package org.jiebang.ingest.notice;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jiebang.matching.Sentence;
import org.jiebang.programme.Bound;
import org.jiebang.programme.Condition;
import org.jiebang.programme.Measure;
import org.jiebang.programme.Phase;

/** What a team consists of and what it does: members, young ones, days on site, chains, problems. */
final class TeamRules {
    private TeamRules() {}

    static boolean read(CountedRules here, Count count, Statement.Clause clause, String before, String after) {
        String around = before + "#" + after;
        Measure measure = null;
        int age = 0;
        Matcher years = Pattern.compile("(\\d{2})周?岁").matcher(before);
        boolean people = count.unit().matches("人|名|位");
        if (count.unit().matches("周?岁")) {
            return age(here, count, clause, before, after);
        }
        if (people && around.matches(".*(?:青年人才托举|青托|托举工程).*") && !around.contains("组织青年人才托举")) {
            measure = Measure.SUPPORTED_YOUTH;
        } else if (people && years.find() && around.matches(".*(?:青年|岁及?以下|岁).*")) {
            measure = Measure.YOUNG;
            age = Integer.parseInt(years.group(1));
        } else if (people && (around.matches(".*(?:蹲点|驻点|驻站).*") || before.matches("^每.*(?:选派|派驻)"))) {
            measure = Measure.RESIDENTS;
        } else if (people
                && before.matches(
                        ".*(?:总人数|组成人员|团队成员|成员|团员|团队人数|人数|每队由|专家人数|团队规模|服务团|服务队|科研人员|研发人员|团队(?:专家)?|专家)(?:总数|数量|规模|人数)?(?:一般|原则上|应|须|需|由)*")
                && count.bound() != Count.Bound.BARE
                && !before.matches(".*(?:培训|参会|参加|参训|服务|受益|会员|企业|集聚|引进)(?:人数|人员)?")) {
            measure = Measure.MEMBERS;
        } else if (count.unit().equals("天") && here.statement().text().matches(".*(?:蹲点|驻点|驻站|驻企|服务时间|现场服务).*")) {
            measure = Measure.RESIDENT_DAYS;
        } else if (count.unit().matches("个|家")
                && around.matches(".*(?:协同创新组织|服务站).*")
                && before.matches(".*(?:建立|建设|设立|建).*")
                && !before.contains("新建")) {
            measure = Measure.STATIONS;
        } else if (count.unit().matches("个|条")
                && after.matches("^(?:重点|主导|优势)?(?:产业链|细分产业).*")
                && before.matches(".*(?:每个|每支|各|聚焦|选择|选取|围绕)")
                && !before.matches(".*(?:我省|全省).*")
                && !before.contains("难题")) {
            measure = after.contains("难题") ? Measure.CHAIN_PROBLEMS : Measure.CHAINS;
        } else if (count.unit().equals("个") && after.matches("^省(?:份|为|（|$).*")) {
            measure = Measure.PROVINCES;
        } else if (count.unit().equals("个")
                && after.matches("^.{0,12}(?:共性技术问题|技术难题|难题问题|技术问题).*")
                && before.matches(".*(?:选取|选择|确定|凝练|或)")) {
            measure = Measure.PROBLEMS;
        } else if (count.unit().matches("家|个")
                && around.matches(".*(?:参与单位|组成单位|合作单位|联合单位|参加单位|成员单位|协作单位).*")
                && before.matches(".*(?:单位)(?:数量?|总数)?(?:一般|原则上)?")) {
            measure = Measure.ORGANISATIONS;
        }
        if (measure == null || !count.isWhole()) {
            return false;
        }
        if (count.bound() == Count.Bound.BARE
                && measure != Measure.CHAINS
                && measure != Measure.CHAIN_PROBLEMS
                && measure != Measure.RESIDENTS
                && measure != Measure.PROBLEMS
                && measure != Measure.PROVINCES
                && measure != Measure.STATIONS) {
            return false;
        }
        int least = count.bound() == Count.Bound.MOST ? 0 : count.value().intValue();
        int most = count.bound() == Count.Bound.LEAST || count.bound() == Count.Bound.ABOUT
                ? Bound.UNLIMITED
                : count.most().intValue();
        Sentence title = new Sentence(measure.label() + "数", measure.english());
        String value = (age > 0 ? "≤" + age + "岁 " : "") + count.written();
        here.found()
                .add(Found.of(
                        FoundKind.THRESHOLD,
                        title,
                        value,
                        new Condition.Composition(measure, least, most, age),
                        here.statement(),
                        age > 0 ? years.start() + clause.start() : count.start(),
                        count.end()));
        return true;
    }

    /** 「年龄不超过55周岁」; an age that only names a group is part of the count that follows it. */
    private static boolean age(CountedRules here, Count count, Statement.Clause clause, String before, String after) {
        boolean limit = before.matches(".*(?:年龄|周岁|出生).*")
                || after.matches("^(?:以下|及以下|（含）以下)?$") && before.matches(".*(?:负责人|领衔人|申报人|带头人|申请人).*");
        if (!limit || before.matches(".*优先.*")) {
            return false;
        }
        String who = CountedName.of(before.replaceAll("年龄.*", ""), "");
        here.add(
                FoundKind.THRESHOLD,
                new Sentence((who.isEmpty() ? "负责人" : who) + "年龄", "age"),
                count.written(),
                new Condition.Commitment(Phase.APPLICATION),
                clause,
                count);
        return true;
    }
}
