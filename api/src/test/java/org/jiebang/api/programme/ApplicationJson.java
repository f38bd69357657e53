package org.jiebang.api.programme;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jiebang.programme.Affiliation;
import org.jiebang.programme.Bound;
import org.jiebang.programme.Condition;
import org.jiebang.programme.Deadline;
import org.jiebang.programme.Form;
import org.jiebang.programme.Measure;
import org.jiebang.programme.PartyKind;
import org.jiebang.programme.Phase;
import org.jiebang.programme.Programme;
import org.jiebang.programme.Programmes;
import org.jiebang.programme.Rule;
import org.jiebang.programme.TeamComposition;

/** A request for a check that meets every rule of a category and each limit exactly, made from the rules; can still be changed. */
final class ApplicationJson {
    private static final List<String> PROVINCES = List.of("320000", "330000", "310000", "340000", "370000");

    final Map<String, Object> body = new HashMap<>();
    final Map<String, Object> applicant = new HashMap<>();
    final List<Map<String, Object>> team = new ArrayList<>();
    final Map<String, Object> plan = new HashMap<>();
    final List<Map<String, Object>> problems = new ArrayList<>();
    final List<String> regions = new ArrayList<>();
    final List<Map<String, Object>> submissions = new ArrayList<>();
    final List<Map<String, Object>> others = new ArrayList<>();
    final Map<String, Object> register = new HashMap<>();
    private final Map<String, Object> filing = new HashMap<>();
    private final List<Map<String, Object>> partners = new ArrayList<>();
    private final List<Map<String, Object>> marks = new ArrayList<>();
    private final List<String> confirmed = new ArrayList<>();
    private final Map<String, Object> targets = new HashMap<>();
    private final Map<String, Object> fields = new HashMap<>();
    private final Map<String, Object> attachments = new HashMap<>();

    private ApplicationJson(Programme programme, String category) {
        body.putAll(Map.of(
                "programme", programme.id(),
                "category", category,
                "asOf", day(programme).toString(),
                "applicant", applicant,
                "partners", partners,
                "team", team,
                "plan", plan,
                "filing", filing,
                "register", register));
        applicant.putAll(Map.of("name", "测试学会", "kind", "NATIONAL_SOCIETY", "marks", marks));
        plan.putAll(Map.of(
                "problems",
                problems,
                "regions",
                regions,
                "hosts",
                List.of("被服务企业甲"),
                "content",
                "面向动力电池企业开展热失控预警技术诊断",
                "results",
                "形成隔膜涂覆工艺包并在两条产线应用",
                "targets",
                targets));
        filing.putAll(Map.of(
                "requested", 1,
                "fields", fields,
                "attachments", attachments,
                "confirmed", confirmed,
                "submissions", submissions));
        register.putAll(Map.of(
                "applications", others,
                "incidents", List.of(),
                "evaluations", List.of(),
                "hostings", List.of(),
                "fundedResults", List.of()));
    }

    static ApplicationJson valid(String programmeId, String category) {
        Programme programme = Programmes.standard(programmeId);
        ApplicationJson json = new ApplicationJson(programme, category);
        List<Rule> rules = programme.rules(category, Phase.APPLICATION);
        for (Rule rule : rules) {
            if (rule.condition() instanceof Condition.Eligibility eligibility) {
                json.applicant.put("kind", first(eligibility.applicants()).name());
            }
        }
        rules.forEach(rule -> json.satisfy(programme, rule));
        json.compose(programme.composition(category), day(programme));
        return json;
    }

    /** The first deadline. */
    private static LocalDate day(Programme programme) {
        return programme.rules().stream()
                .map(Rule::condition)
                .filter(Condition.Window.class::isInstance)
                .map(window -> ((Condition.Window) window).closes().day())
                .min(LocalDate::compareTo)
                .orElse(programme.issued());
    }

    private static PartyKind first(java.util.Set<PartyKind> kinds) {
        return kinds.stream().sorted().toList().getFirst();
    }

    private void satisfy(Programme programme, Rule rule) {
        switch (rule.condition()) {
            case Condition.Qualification held -> {
                if (held.held()) {
                    LocalDate since = held.by() == null ? day(programme) : held.by();
                    marks.add(Map.of("name", held.mark(), "since", since.toString()));
                }
            }
            case Condition.Consortium consortium ->
                consortium.groups().stream()
                        .filter(group -> !group.contains(PartyKind.valueOf(String.valueOf(applicant.get("kind")))))
                        .forEach(group -> partners.add(Map.of(
                                "name",
                                "联合单位" + partners.size(),
                                "kind",
                                first(group).name())));
            case Condition.Channel channel ->
                filing.put(
                        "filedBy",
                        Map.of("name", "受理单位", "kind", channel.filedBy().name()));
            case Condition.AmountCap cap ->
                filing.put("requested", cap.maximum().tenThousandYuan());
            case Condition.Threshold threshold -> targets.put(threshold.indicator(), threshold.minimum());
            case Condition.Window window ->
                submit(window.medium().name(), window.closes().last(), null);
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

    /** Hands in at a moment of Chinese time; received at once if not said. */
    void submit(String medium, LocalDateTime dispatched, LocalDateTime received) {
        submissions.removeIf(submission -> submission.get("medium").equals(medium));
        submissions.add(Map.of(
                "medium", medium,
                "dispatched",
                        dispatched.atZone(Deadline.ZONE).toOffsetDateTime().toString(),
                "received",
                        (received == null ? dispatched : received)
                                .atZone(Deadline.ZONE)
                                .toOffsetDateTime()
                                .toString()));
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

    private void compose(TeamComposition asked, LocalDate day) {
        int sectors = asked.bound(Measure.AFFILIATIONS).minimum();
        int residents = asked.bound(Measure.RESIDENTS).minimum();
        int days = asked.bound(Measure.RESIDENT_DAYS).minimum();
        for (int i = 0; i < asked.size().minimum(); i++) {
            boolean young = i < asked.young().minimum();
            Map<String, Object> member = new HashMap<>();
            member.put("name", "成员" + i);
            member.put("employer", "单位" + i);
            member.put("affiliation", Affiliation.values()[Math.min(i, Math.max(0, sectors - 1))].name());
            // The young ones have their 46th birthday tomorrow, the others had it today.
            member.put(
                    "birth",
                    day.minusYears(asked.youngAge() + 1).plusDays(young ? 1 : 0).toString());
            member.put("supportedYouth", i < asked.supportedYouth().minimum());
            member.put("roles", List.of(i == 0 ? "LEADER" : i == 1 ? "CHIEF_EXPERT" : "MEMBER"));
            member.put("residentDays", i < residents ? (i == 0 ? days - (residents - 1) : 1) : 0);
            team.add(member);
        }
        for (int i = 0; i < asked.bound(Measure.PROBLEMS).minimum(); i++) {
            problems.add(new HashMap<>(Map.of("id", "problem-" + i, "title", "第" + i + "个难题", "common", true)));
        }
        plan.put("chains", names("chain-", asked.bound(Measure.CHAINS).minimum()));
        plan.put("stations", names("服务站", asked.bound(Measure.STATIONS).minimum()));
        regions.addAll(PROVINCES.subList(0, asked.bound(Measure.PROVINCES).minimum()));
    }

    private static List<String> names(String prefix, int count) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add(prefix + i);
        }
        return names;
    }

    /** Another application of the same unit, with nothing in common; can still be changed. */
    Map<String, Object> sibling(String id, String category) {
        ApplicationJson other = valid(String.valueOf(body.get("programme")), category);
        other.team.forEach(member -> {
            member.put("name", "另" + id + member.get("name"));
            member.put("employer", "另" + id + member.get("employer"));
        });
        other.problems.forEach(problem -> {
            problem.put("id", id + problem.get("id"));
            problem.put("title", id + "的独有课题");
        });
        other.regions.clear();
        other.regions.add("430000");
        other.plan.put("content", "为海上风电整机厂提供叶片检测标准研制");
        other.plan.put("results", "发布团体标准三项，培训检测人员");
        Map<String, Object> sibling = new HashMap<>(
                Map.of("id", id, "title", "申报" + id, "category", category, "team", other.team, "plan", other.plan));
        others.add(sibling);
        return sibling;
    }
}
