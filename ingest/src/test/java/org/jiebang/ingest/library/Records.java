package org.jiebang.ingest.library;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jiebang.catalog.Academician;
import org.jiebang.catalog.Assessment;
import org.jiebang.catalog.CreditCode;
import org.jiebang.catalog.Enterprise;
import org.jiebang.catalog.Expert;
import org.jiebang.catalog.KeyProject;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.catalog.Money;
import org.jiebang.catalog.Placement;
import org.jiebang.catalog.Problem;
import org.jiebang.catalog.ProblemDescription;
import org.jiebang.catalog.ProblemStatus;
import org.jiebang.catalog.ServiceTeam;
import org.jiebang.catalog.Society;
import org.jiebang.catalog.SupportedArea;
import org.jiebang.catalog.TeamMember;
import org.jiebang.catalog.TeamRole;
import org.jiebang.industry.IndustryClass;
import org.jiebang.industry.IndustryField;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.industry.Segment;
import org.jiebang.industry.SegmentId;
import org.jiebang.region.Region;
import org.jiebang.region.RegionCode;
import org.jiebang.region.RegionTree;

/** Records of every library, as full and as empty as they can be. Entries of lists hold no mark that divides entries. */
public final class Records {
    private Records() {}

    public static Arbitrary<LibraryRecord> any() {
        return Arbitraries.of(Library.class).flatMap(Records::of).withoutEdgeCases();
    }

    public static Arbitrary<LibraryRecord> of(Library library) {
        return switch (library) {
            case EXPERTS -> experts();
            case PROBLEMS -> problems();
            case PROJECTS -> projects();
            case SOCIETIES -> societies();
            case ENTERPRISES -> enterprises();
            case TEAMS -> teams();
        };
    }

    private static Arbitrary<LibraryRecord> experts() {
        return Combinators.combine(
                        places(),
                        names(),
                        Arbitraries.integers()
                                .between(1900, 2020)
                                .injectNull(0.2)
                                .map(year -> year == null ? 0 : year),
                        Arbitraries.of(Academician.class),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(1, 50),
                        Arbitraries.integers().between(0, 500),
                        entries().list().ofSize(3))
                .as((place, name, year, academician, youth, capacity, tasks, lists) -> new Expert(
                        name,
                        year,
                        lists.get(0).isEmpty() ? "" : lists.get(0).getFirst(),
                        "院长",
                        "教授",
                        academician,
                        youth,
                        place.region(),
                        place.fields(),
                        place.segments(),
                        lists.get(0),
                        lists.get(1),
                        lists.get(2),
                        capacity,
                        tasks));
    }

    private static Arbitrary<LibraryRecord> problems() {
        return Combinators.combine(
                        places(),
                        names(),
                        texts().list().ofSize(10),
                        codes(),
                        money(),
                        Arbitraries.of(SupportedArea.class).set().ofMaxSize(5),
                        Combinators.combine(
                                        Arbitraries.of(ProblemStatus.class),
                                        Arbitraries.of(Placement.class),
                                        Arbitraries.of(IndustryClass.class).injectNull(0.2))
                                .as(States::new),
                        Arbitraries.integers().between(0, 5).list().ofSize(4))
                .as((place, title, texts, code, money, areas, states, grades) -> new Problem(
                        title,
                        texts.get(0),
                        code,
                        states.industryClass(),
                        place.fields(),
                        place.segments(),
                        areas,
                        new ProblemDescription(texts.get(1), texts.get(2), texts.get(3), texts.get(4), texts.get(5)),
                        money,
                        "2026-12-31",
                        place.region(),
                        states.placement(),
                        texts.get(6),
                        texts.get(7),
                        new Assessment(grades.get(0), grades.get(1), grades.get(2), grades.get(3), texts.get(8)),
                        texts.get(9),
                        "",
                        states.status()));
    }

    private record States(ProblemStatus status, Placement placement, IndustryClass industryClass) {}

    private static Arbitrary<LibraryRecord> projects() {
        return Combinators.combine(
                        places(),
                        names(),
                        texts(),
                        money(),
                        entries(),
                        entries(),
                        Arbitraries.integers()
                                .between(1950, 2099)
                                .injectNull(0.2)
                                .map(year -> year == null ? 0 : year))
                .as((place, title, text, money, goals, results, year) -> new KeyProject(
                        title,
                        text,
                        place.fields(),
                        place.segments(),
                        place.region(),
                        text,
                        goals,
                        results,
                        money,
                        year));
    }

    private static Arbitrary<LibraryRecord> societies() {
        return Combinators.combine(
                        places(),
                        names(),
                        codes(),
                        Arbitraries.of(true, false),
                        texts(),
                        entries(),
                        entries(),
                        Arbitraries.integers().between(0, 10_000_000))
                .as((place, name, code, national, scope, services, achievements, members) -> new Society(
                        name,
                        code,
                        national,
                        place.region(),
                        place.fields(),
                        place.segments(),
                        scope,
                        services,
                        achievements,
                        members));
    }

    private static Arbitrary<LibraryRecord> enterprises() {
        return Combinators.combine(places(), names(), codes(), texts(), entries())
                .as((place, name, code, business, products) -> new Enterprise(
                        name, code, "高新技术企业", place.region(), place.fields(), place.segments(), business, products));
    }

    private static Arbitrary<LibraryRecord> teams() {
        Arbitrary<TeamMember> members = Combinators.combine(
                        names(),
                        names().injectNull(0.2).map(name -> name == null ? "" : name),
                        Arbitraries.integers()
                                .between(1930, 2005)
                                .injectNull(0.3)
                                .map(year -> year == null ? 0 : year),
                        Arbitraries.of(TeamRole.class))
                .as(TeamMember::new);
        return Combinators.combine(
                        places(),
                        names(),
                        texts(),
                        members.list().ofMaxSize(25).uniqueElements(),
                        regions().set().ofMaxSize(4),
                        entries())
                .as((place, name, text, roster, regions, coverage) ->
                        new ServiceTeam(name, text, roster, place.fields(), place.segments(), regions, text, coverage));
    }

    private record Place(RegionCode region, Set<IndustryField> fields, Set<SegmentId> segments) {}

    private static Arbitrary<Place> places() {
        return Combinators.combine(
                        regions().injectNull(0.2),
                        Arbitraries.of(IndustryField.class).set().ofMaxSize(3),
                        Arbitraries.of(IndustryGraph.standard().segments().stream()
                                        .map(Segment::id)
                                        .toList())
                                .set()
                                .ofMaxSize(3))
                .as(Place::new);
    }

    private static Arbitrary<RegionCode> regions() {
        return Arbitraries.of(
                RegionTree.standard().all().stream().map(Region::code).toList());
    }

    private static Arbitrary<Money> money() {
        return Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, BigDecimal.valueOf(1_000_000))
                .ofScale(4)
                .map(Money::new)
                .injectNull(0.2);
    }

    private static Arbitrary<CreditCode> codes() {
        return Arbitraries.strings()
                .withChars("0123456789ABCDEFGHJKLMNPQRTUWXY")
                .ofLength(17)
                .map(first -> new CreditCode(first + CreditCode.checkCharacter(first)))
                .injectNull(0.3);
    }

    private static Arbitrary<String> names() {
        return Arbitraries.of(
                "固态电池界面阻抗",
                "5nm芯片光刻",
                "C++编译器",
                "江苏（苏州）某某公司",
                "A/B测试平台".replace("/", "－"),
                "𠮷野家",
                "GB 2260—2007",
                "=SUM(A1)",
                "1.5MPa 密封",
                "“科创江苏”",
                "合计",
                "a<b>&c",
                "甲");
    }

    private static Arbitrary<List<String>> entries() {
        return names().list().ofMaxSize(4).uniqueElements();
    }

    private static Arbitrary<String> texts() {
        Arbitrary<String> sentences = Arbitraries.of(
                "界面阻抗大。",
                "循环寿命短；",
                "能量密度320Wh/kg，",
                "成本高\n",
                "（见附件）",
                "温度-20℃～60℃",
                "“卡脖子”",
                "填表人：张三",
                "a,b;c\td",
                "\"引号\"",
                "1");
        return sentences.list().ofMaxSize(6).map(parts -> String.join("", parts).strip());
    }
}
