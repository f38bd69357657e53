package org.jiebang.api.application;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jiebang.api.access.OrganisationKind;
import org.jiebang.api.library.RecordStore;
import org.jiebang.api.library.StoredRecord;
import org.jiebang.catalog.Expert;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.Problem;
import org.jiebang.catalog.ServiceTeam;
import org.jiebang.catalog.TeamMember;
import org.jiebang.catalog.TeamRole;
import org.jiebang.form.Form;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.industry.SegmentId;
import org.jiebang.region.RegionTree;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What the platform knows already of what a form asks ("fill once"), each value with where it stands: the unit's record, the problem, the
 * claim, the team, its experts, and an earlier application of the unit.
 */
@Component
class KnownValues {
    /** Of the unit itself; they seldom change from one application to the next. */
    private static final List<String> OF_THE_UNIT = List.of(
            "通讯地址及邮编", "负责人", "负责人职称/职务", "负责人联系电话", "负责人电子邮箱", "联系人", "联系人职称/职务", "手机", "电话", "电子邮箱", "申报单位简介");

    /** Rows that the form allows. */
    private static final int PARTICIPANTS = 20;

    private final DatabaseClient database;
    private final RecordStore records;
    private final FieldStore fields;

    KnownValues(DatabaseClient database, RecordStore records, FieldStore fields) {
        this.database = database;
        this.records = records;
        this.fields = fields;
    }

    /** A claim as far as an application repeats it. */
    record ClaimText(
            UUID id,
            UUID problemId,
            UUID organisationId,
            @Nullable UUID teamId,
            String approach,
            String foundation,
            String schedule) {}

    Mono<ClaimText> claim(UUID id) {
        return database.sql(
                        "SELECT id, record_id, organisation_id, team_id, approach, foundation, schedule FROM problem_claim WHERE id = $1")
                .bind("$1", id)
                .map(row -> new ClaimText(
                        Objects.requireNonNull(row.get("id", UUID.class)),
                        Objects.requireNonNull(row.get("record_id", UUID.class)),
                        Objects.requireNonNull(row.get("organisation_id", UUID.class)),
                        row.get("team_id", UUID.class),
                        Objects.requireNonNull(row.get("approach", String.class)),
                        Objects.requireNonNull(row.get("foundation", String.class)),
                        Objects.requireNonNull(row.get("schedule", String.class))))
                .one();
    }

    /** The unit that applies. */
    record Unit(UUID id, String name, String creditCode, OrganisationKind kind) {}

    Mono<Unit> unit(UUID organisation) {
        return database.sql("SELECT id, name, coalesce(credit_code, '') AS code, kind FROM organisation WHERE id = $1")
                .bind("$1", organisation)
                .map(row -> new Unit(
                        Objects.requireNonNull(row.get("id", UUID.class)),
                        Objects.requireNonNull(row.get("name", String.class)),
                        Objects.requireNonNull(row.get("code", String.class)),
                        OrganisationKind.valueOf(Objects.requireNonNull(row.get("kind", String.class)))))
                .one();
    }

    /** Problems that a team was built for, as its draft says. */
    private Mono<List<UUID>> problemsOf(@Nullable UUID team) {
        return team == null
                ? Mono.just(List.of())
                : database.sql("""
                                SELECT jsonb_array_elements_text(content -> 'problems')::uuid AS id
                                FROM team_draft WHERE record_id = $1 AND accepted
                                """)
                        .bind("$1", team)
                        .map(row -> Objects.requireNonNull(row.get("id", UUID.class)))
                        .all()
                        .collectList();
    }

    /**
     * Values for those fields of a form that something is known of.
     *
     * @param title as whoever begins the application calls it; blank if he leaves it open
     */
    Mono<List<FieldStore.NewValue>> of(
            Form form,
            Unit unit,
            String title,
            @Nullable ClaimText claim,
            @Nullable StoredRecord team,
            @Nullable StoredRecord problem) {
        return Mono.zip(
                        problemsOf(team == null ? null : team.id())
                                .flatMap(ids ->
                                        records.find(Library.PROBLEMS, ids).collectList()),
                        team == null
                                ? Mono.just(List.<StoredRecord>of())
                                : records.findByNaturalKeys(
                                                Library.EXPERTS,
                                                ((ServiceTeam) team.item())
                                                        .roster().stream()
                                                                .map(TeamMember::expertKey)
                                                                .toList())
                                        .collectList(),
                        earlier(unit.id()))
                .map(known -> {
                    Filling filling = new Filling(form);
                    known.getT3().forEach(filling::put);
                    unit(filling, unit);
                    List<StoredRecord> problems = new ArrayList<>(known.getT1());
                    if (problem != null
                            && problems.stream().noneMatch(one -> one.id().equals(problem.id()))) {
                        problems.addFirst(problem);
                    }
                    problems(filling, problems);
                    if (team != null) {
                        team(filling, team, known.getT2());
                    }
                    if (claim != null) {
                        claim(filling, claim);
                    }
                    filling.put("项目名称", title, ValueSource.TYPED, null);
                    return filling.values();
                });
    }

    /** What the unit last wrote of itself. */
    private Mono<List<FieldStore.NewValue>> earlier(UUID organisation) {
        return database.sql(
                        "SELECT id FROM application WHERE organisation_id = $1 ORDER BY updated_at DESC, id LIMIT 1")
                .bind("$1", organisation)
                .map(row -> Objects.requireNonNull(row.get("id", UUID.class)))
                .one()
                .flatMap(id -> fields.values(id)
                        .map(values -> values.stream()
                                .filter(value -> OF_THE_UNIT.contains(value.field()))
                                .map(value -> new FieldStore.NewValue(
                                        value.field(), value.value(), ValueSource.APPLICATION, id))
                                .toList()))
                .defaultIfEmpty(List.of());
    }

    private static void unit(Filling filling, Unit unit) {
        filling.put("申报单位", unit.name(), ValueSource.UNIT, unit.id());
        filling.put("统一社会信用代码", unit.creditCode(), ValueSource.UNIT, unit.id());
        filling.put("申报单位类型", StoredApplication.usualKind(unit.kind()).label(), ValueSource.UNIT, unit.id());
    }

    private static void problems(Filling filling, List<StoredRecord> problems) {
        if (problems.isEmpty()) {
            return;
        }
        List<Map<String, String>> rows = problems.stream()
                .map(stored -> Map.of(
                        "难题名称", stored.item().title(), "难题编号", stored.id().toString()))
                .toList();
        UUID first = problems.getFirst().id();
        filling.put("拟解决的难题", rows, ValueSource.PROBLEM, first);
        filling.put(
                "重点产业链发展难题或重大产业共性技术问题基本情况表",
                problems.stream().map(stored -> stored.id().toString()).collect(Collectors.joining("；")),
                ValueSource.PROBLEM,
                first);
        Set<String> chains = new TreeSet<>();
        Set<String> regions = new TreeSet<>();
        for (StoredRecord stored : problems) {
            Problem problem = (Problem) stored.item();
            problem.segments().forEach(segment -> chains.add(chain(segment)));
            problem.regions()
                    .forEach(region -> regions.add(RegionTree.standard().fullName(region)));
        }
        filling.put("产业链", String.join("；", chains), ValueSource.PROBLEM, first);
        filling.put("服务地区", String.join("；", regions), ValueSource.PROBLEM, first);
    }

    private static String chain(SegmentId segment) {
        return IndustryGraph.standard()
                .chain(segment.chain())
                .map(chain -> chain.name())
                .orElse(segment.chain());
    }

    private static void team(Filling filling, StoredRecord stored, List<StoredRecord> experts) {
        ServiceTeam team = (ServiceTeam) stored.item();
        Map<String, StoredRecord> known = experts.stream()
                .collect(Collectors.toMap(expert -> expert.item().naturalKey(), expert -> expert, (one, two) -> one));
        filling.put("项目名称", team.name(), ValueSource.TEAM, stored.id());
        filling.put("工作方案", team.plan(), ValueSource.TEAM, stored.id());
        filling.put("服务内容", String.join("\n", team.coverage()), ValueSource.TEAM, stored.id());
        filling.put(
                "产业链",
                team.segments().stream().map(KnownValues::chain).distinct().collect(Collectors.joining("；")),
                ValueSource.TEAM,
                stored.id());
        filling.put(
                "拟重点服务的产业领域",
                team.fields().stream().map(field -> field.label()).collect(Collectors.joining("；")),
                ValueSource.TEAM,
                stored.id());
        String regions = team.regions().stream()
                .map(region -> RegionTree.standard().fullName(region))
                .collect(Collectors.joining("；"));
        filling.put("服务地区", regions, ValueSource.TEAM, stored.id());
        filling.put("拟重点服务的示范市和试点城市（园区）、以及该产业链在省内布局的其他城市", regions, ValueSource.TEAM, stored.id());
        filling.put(
                "拟重点服务的省份",
                team.regions().stream()
                        .map(region -> RegionTree.standard().path(region))
                        .filter(path -> !path.isEmpty())
                        .map(path -> path.stream()
                                .min(java.util.Comparator.comparing(one -> one.level()))
                                .orElseThrow()
                                .name())
                        .distinct()
                        .collect(Collectors.joining("；")),
                ValueSource.TEAM,
                stored.id());
        filling.put(
                "服务团组成单位名称",
                Stream.concat(Stream.of(team.society()), team.roster().stream().map(TeamMember::employer))
                        .filter(name -> !name.isBlank())
                        .distinct()
                        .collect(Collectors.joining("；")),
                ValueSource.TEAM,
                stored.id());
        roster(filling, stored.id(), team, known);
        head(filling, team, known, TeamRole.LEADER, "团长");
        head(filling, team, known, TeamRole.CHIEF_EXPERT, "首席专家");
    }

    private static void roster(Filling filling, UUID id, ServiceTeam team, Map<String, StoredRecord> known) {
        List<Map<String, String>> rows = new ArrayList<>();
        List<Map<String, String>> participants = new ArrayList<>();
        for (TeamMember member : team.roster()) {
            StoredRecord expert = known.get(member.expertKey());
            Map<String, String> row = new LinkedHashMap<>();
            row.put("姓名", member.name());
            row.put("工作单位", member.employer());
            row.put("出生", member.birthYear() == 0 ? "" : Integer.toString(member.birthYear()));
            row.put("角色", member.role().label());
            row.put("青托", expert != null && ((Expert) expert.item()).supportedYouth() ? "是" : "");
            rows.add(row);
            if (participants.size() < PARTICIPANTS) {
                participants.add(Map.of(
                        "姓名", member.name(),
                        "工作单位及职务/职称", place(member, expert),
                        "在本项目中承担的主要工作", member.role().label()));
            }
        }
        filling.put("名册", rows, ValueSource.TEAM, id);
        filling.put("项目负责人及主要参加人员", participants, ValueSource.TEAM, id);
    }

    private static String place(TeamMember member, @Nullable StoredRecord stored) {
        return stored == null
                ? member.employer()
                : Stream.of(member.employer(), ((Expert) stored.item()).position(), ((Expert) stored.item()).rank())
                        .filter(text -> !text.isBlank())
                        .distinct()
                        .collect(Collectors.joining("　"));
    }

    private static void head(
            Filling filling, ServiceTeam team, Map<String, StoredRecord> known, TeamRole role, String field) {
        team.roster().stream()
                .filter(member -> member.role() == role)
                .findFirst()
                .ifPresent(member -> {
                    StoredRecord expert = known.get(member.expertKey());
                    UUID source = expert == null ? null : expert.id();
                    ValueSource from = expert == null ? ValueSource.TEAM : ValueSource.EXPERT;
                    filling.put(field, member.name(), from, source);
                    filling.put(field + "单位及职务", place(member, expert), from, source);
                    if (expert != null) {
                        filling.put(field + "专业职称", ((Expert) expert.item()).rank(), from, source);
                    }
                });
    }

    private static void claim(Filling filling, ClaimText claim) {
        filling.put(
                "工作方案",
                Stream.of(claim.approach(), claim.schedule())
                        .filter(text -> !text.isBlank())
                        .collect(Collectors.joining("\n")),
                ValueSource.CLAIM,
                claim.id());
        filling.put("组织实施条件", claim.foundation(), ValueSource.CLAIM, claim.id());
    }

    /** Values by field; the later of two is nearer to the application. */
    private static final class Filling {
        private final Form form;
        private final Map<String, FieldStore.NewValue> values = new LinkedHashMap<>();

        Filling(Form form) {
            this.form = form;
        }

        void put(FieldStore.NewValue value) {
            if (form.field(value.field()).isPresent()) {
                values.put(value.field(), value);
            }
        }

        void put(String field, Object value, ValueSource source, @Nullable UUID id) {
            if (!(value instanceof String text && text.isBlank()) && !List.of().equals(value)) {
                put(new FieldStore.NewValue(field, value, source, id));
            }
        }

        List<FieldStore.NewValue> values() {
            return List.copyOf(values.values());
        }
    }
}
