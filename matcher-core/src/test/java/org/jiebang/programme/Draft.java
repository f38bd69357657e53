package org.jiebang.programme;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jiebang.catalog.Money;
import org.jiebang.catalog.TeamRole;
import org.jiebang.region.RegionCode;

/** An application that can still be changed; {@link #valid} meets every rule of a category and each limit exactly. */
final class Draft {
    private static final List<String> PROVINCES = List.of("320000", "330000", "310000", "340000", "370000");

    String id = "mine";
    String category;
    final String programme;
    String name = "测试学会";
    PartyKind kind = PartyKind.NATIONAL_SOCIETY;
    List<Party.Mark> marks = new ArrayList<>();
    List<Party> partners = new ArrayList<>();
    List<Application.Member> team = new ArrayList<>();
    List<Application.ProblemChoice> problems = new ArrayList<>();
    Set<String> chains = new TreeSet<>();
    Set<RegionCode> regions = new TreeSet<>();
    List<String> hosts = new ArrayList<>();
    List<String> stations = new ArrayList<>();
    String content = "";
    String results = "";
    Map<String, Integer> targets = new HashMap<>();
    BigDecimal requested = BigDecimal.ONE;
    Map<String, String> fields = new HashMap<>();
    Map<String, Integer> attachments = new HashMap<>();
    Set<String> confirmed = new HashSet<>();
    List<Deadline.Submission> submissions = new ArrayList<>();
    PartyKind filedBy;

    private Draft(String programme, String category) {
        this.programme = programme;
        this.category = category;
    }

    Party applicant() {
        return new Party("", name, kind, marks);
    }

    Application build() {
        return new Application(
                id,
                programme,
                category,
                name + "的申报" + id,
                applicant(),
                partners,
                team,
                new Application.Plan(problems, chains, regions, hosts, stations, content, results, targets),
                new Application.Filing(
                        new Money(requested),
                        fields,
                        attachments,
                        confirmed,
                        submissions,
                        filedBy == null ? null : new Party("", "受理单位", filedBy, List.of())));
    }

    /** The day on which {@link #valid} is checked: the first deadline. */
    static LocalDate day(Programme programme) {
        return programme.rules().stream()
                .map(Rule::condition)
                .filter(Condition.Window.class::isInstance)
                .map(window -> ((Condition.Window) window).closes().day())
                .min(LocalDate::compareTo)
                .orElse(programme.issued());
    }

    static Draft valid(Programme programme, String category) {
        Draft draft = new Draft(programme.id(), category);
        LocalDate day = day(programme);
        for (Rule rule : programme.rules(category, Phase.APPLICATION)) {
            if (rule.condition() instanceof Condition.Eligibility eligibility) {
                draft.kind = eligibility.applicants().stream().sorted().toList().getFirst();
            }
        }
        for (Rule rule : programme.rules(category, Phase.APPLICATION)) {
            draft.satisfy(programme, rule, day);
        }
        TeamComposition composition = programme.composition(category);
        draft.team(composition, day);
        int problems = composition.bound(Measure.PROBLEMS).minimum();
        for (int i = 0; i < problems; i++) {
            draft.problems.add(new Application.ProblemChoice("problem-" + i, "第" + i + "个难题", true));
        }
        for (int i = 0; i < composition.bound(Measure.CHAINS).minimum(); i++) {
            draft.chains.add("chain-" + i);
        }
        for (int i = 0; i < composition.bound(Measure.PROVINCES).minimum(); i++) {
            draft.regions.add(new RegionCode(PROVINCES.get(i)));
        }
        for (int i = 0; i < composition.bound(Measure.STATIONS).minimum(); i++) {
            draft.stations.add("服务站" + i);
        }
        draft.content = "面向动力电池企业开展热失控预警技术诊断";
        draft.results = "形成隔膜涂覆工艺包并在两条产线应用";
        draft.hosts.add("被服务企业甲");
        return draft;
    }

    private void satisfy(Programme programme, Rule rule, LocalDate day) {
        switch (rule.condition()) {
            case Condition.Qualification held -> {
                if (held.held()) {
                    marks.add(new Party.Mark(held.mark(), held.by() == null ? day : held.by()));
                }
            }
            case Condition.Consortium consortium -> {
                for (Set<PartyKind> group : consortium.groups()) {
                    if (!group.contains(kind)) {
                        PartyKind partner = group.stream().sorted().toList().getFirst();
                        partners.add(new Party("", "联合单位" + partners.size(), partner, List.of()));
                    }
                }
            }
            case Condition.Channel channel -> filedBy = channel.filedBy();
            case Condition.AmountCap cap -> requested = cap.maximum().tenThousandYuan();
            case Condition.Threshold threshold -> targets.put(threshold.indicator(), threshold.minimum());
            case Condition.Window window -> {
                Instant last = instant(window.closes().last());
                submissions.add(new Deadline.Submission(window.medium(), last, last));
            }
            case Condition.Attachments attached -> attachments.putAll(attached.copies());
            case Condition.Commitment commitment -> confirmed.add(rule.id());
            case Condition.Completeness completeness ->
                programme.form(completeness.form()).orElseThrow().fields().forEach(this::fill);
            case Condition.FieldFormat format -> fields.put(format.field(), format.example());
            default -> {
                // Met by itself or by the team.
            }
        }
    }

    private void fill(Form.Field field) {
        String value = "填";
        if (field.maximumRows() > 0) {
            value = "行\n".repeat(Math.min(field.maximumRows(), 30)).strip();
        } else if (field.maximumCharacters() < Bound.UNLIMITED) {
            value = "字".repeat(field.maximumCharacters());
        }
        fields.putIfAbsent(field.name(), value);
    }

    private void team(TeamComposition asked, LocalDate day) {
        int size = asked.size().minimum();
        int young = asked.young().minimum();
        int supported = asked.supportedYouth().minimum();
        int sectors = asked.bound(Measure.AFFILIATIONS).minimum();
        int residents = asked.bound(Measure.RESIDENTS).minimum();
        int days = asked.bound(Measure.RESIDENT_DAYS).minimum();
        for (int i = 0; i < size; i++) {
            // The young ones have their 46th birthday tomorrow, the others had it today.
            LocalDate birth = day.minusYears(asked.youngAge() + 1).plusDays(i < young ? 1 : 0);
            team.add(new Application.Member(
                    "",
                    "成员" + i,
                    "单位" + i,
                    Affiliation.values()[Math.min(i, Math.max(0, sectors - 1))],
                    new Birth.On(birth),
                    i < supported,
                    role(i),
                    i < residents ? (i == 0 ? days - (residents - 1) : 1) : 0));
        }
    }

    private static Set<TeamRole> role(int line) {
        return switch (line) {
            case 0 -> EnumSet.of(TeamRole.LEADER);
            case 1 -> EnumSet.of(TeamRole.CHIEF_EXPERT);
            default -> EnumSet.of(TeamRole.MEMBER);
        };
    }

    /** The same unit's other application, with nothing in common. */
    static Draft sibling(Programme programme, String category, String id) {
        Draft other = valid(programme, category);
        other.id = id;
        other.renameTeam("另" + id);
        other.problems.replaceAll(
                problem -> new Application.ProblemChoice(id + problem.id(), id + "的独有课题", problem.common()));
        other.regions = new TreeSet<>(Set.of(new RegionCode("430000")));
        other.content = "为海上风电整机厂提供叶片检测标准研制";
        other.results = "发布团体标准三项，培训检测人员";
        return other;
    }

    void renameTeam(String prefix) {
        team.replaceAll(member -> new Application.Member(
                "",
                prefix + member.name(),
                prefix + member.employer(),
                member.affiliation(),
                member.birth(),
                member.supportedYouth(),
                member.roles(),
                member.residentDays()));
    }

    static Instant instant(LocalDateTime moment) {
        return moment.atZone(Deadline.ZONE).toInstant();
    }
}
