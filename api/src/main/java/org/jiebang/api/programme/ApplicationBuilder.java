package org.jiebang.api.programme;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jiebang.api.platform.ApiException;
import org.jiebang.catalog.Money;
import org.jiebang.catalog.TeamRole;
import org.jiebang.programme.Affiliation;
import org.jiebang.programme.Application;
import org.jiebang.programme.Birth;
import org.jiebang.programme.Deadline;
import org.jiebang.programme.IncidentKind;
import org.jiebang.programme.Medium;
import org.jiebang.programme.Party;
import org.jiebang.programme.PartyKind;
import org.jiebang.programme.Register;
import org.jiebang.region.RegionCode;
import org.jiebang.region.RegionTree;
import org.jiebang.text.TextNormalizer;
import org.jspecify.annotations.Nullable;

/** Makes of what a caller wrote what the checker takes; collects everything that cannot be. One use. */
final class ApplicationBuilder {
    /** What is compared pairwise is bounded; far more than any programme allows. */
    private static final int MOST = 200;

    private static final int MOST_APPLICATIONS = 20;
    /** What lies outside is a slip of the pen, and breaks arithmetic with years. */
    private static final LocalDate FIRST = LocalDate.of(1900, 1, 1);

    private static final LocalDate LAST = LocalDate.of(2199, 12, 31);
    private static final Instant FIRST_MOMENT =
            FIRST.atStartOfDay(Deadline.ZONE).toInstant();
    private static final Instant LAST_MOMENT = LAST.atStartOfDay(Deadline.ZONE).toInstant();
    private static final String RANGE = "日期须在 1900 年至 2199 年之间。";
    /** In 万元. */
    private static final BigDecimal LARGEST = BigDecimal.valueOf(100_000_000);

    private static final int MOST_DECIMALS = 6;
    private static final Pattern YEAR = Pattern.compile("(?:19|20)\\d\\d");
    private static final Pattern REGION = Pattern.compile("[1-9]\\d{5}");

    private final List<ApiException.Violation> wrong = new ArrayList<>();
    private final String programme;

    private ApplicationBuilder(String programme) {
        this.programme = programme;
    }

    /** What the checker takes. */
    record Built(Application application, Register register, LocalDate asOf) {}

    /**
     * Builds it.
     *
     * @throws ApiException BAD_REQUEST that names every field at fault
     */
    static Built build(ApplicationCheck check, String programme, String category) {
        ApplicationBuilder builder = new ApplicationBuilder(programme);
        Party applicant = builder.party(check.applicant(), "applicant");
        List<Party> partners = builder.each(check.partners(), "partners", MOST, builder::party);
        Application application = new Application(
                or(check.id(), "mine"),
                programme,
                category,
                or(check.title(), applicant.name()),
                applicant,
                partners,
                builder.team(check.team(), "team"),
                builder.plan(check.plan(), "plan"),
                builder.filing(check.filing()));
        Register register = builder.register(check.register(), application);
        LocalDate asOf = check.asOf() == null ? LocalDate.now(Deadline.ZONE) : builder.day(check.asOf(), "asOf");
        if (!builder.wrong.isEmpty()) {
            throw ApplicationCheckReader.refused(builder.wrong);
        }
        return new Built(application, register, asOf);
    }

    private void refuse(String field, String code, String message) {
        wrong.add(new ApiException.Violation(field, code, message));
    }

    private <T> T need(@Nullable T value, T instead, String field, String message) {
        if (value == null || value instanceof String text && text.isBlank()) {
            refuse(field, "NotNull", message);
            return instead;
        }
        return value;
    }

    private <I, O> List<O> each(@Nullable List<I> items, String field, int most, BiFunction<I, String, O> of) {
        List<O> built = new ArrayList<>();
        for (I item : limited(items, field, most)) {
            built.add(of.apply(item, field + "[" + built.size() + "]"));
        }
        return built;
    }

    private <C extends Collection<?>> C limited(C items, String field, int most, C none) {
        if (items.size() > most) {
            refuse(field, "Size", "最多 " + most + " 项。");
            return none;
        }
        return items;
    }

    private <I> List<I> limited(@Nullable List<I> items, String field, int most) {
        return limited(items == null ? List.<I>of() : items, field, most, List.of());
    }

    private Set<String> limited(@Nullable Set<String> items, String field) {
        return limited(items == null ? Set.<String>of() : items, field, MOST, Set.of());
    }

    private static String or(@Nullable String value, String otherwise) {
        return value == null || value.isBlank() ? otherwise : value;
    }

    private Party party(ApplicationCheck.@Nullable PartyInput given, String field) {
        if (given == null) {
            refuse(field, "NotNull", "请填写单位。");
            return new Party("", "?", PartyKind.ENTERPRISE, List.of());
        }
        return new Party(
                or(given.code(), ""),
                need(given.name(), "?", field + ".name", "请填写单位名称。"),
                need(given.kind(), PartyKind.ENTERPRISE, field + ".kind", "请填写单位的种类。"),
                each(
                        given.marks(),
                        field + ".marks",
                        MOST,
                        (mark, at) ->
                                new Party.Mark(need(mark.name(), "?", at + ".name", "请填写所具备资格的名称。"), mark.since())));
    }

    private List<Application.Member> team(@Nullable List<ApplicationCheck.MemberInput> given, String field) {
        return each(
                given,
                field,
                MOST,
                (member, at) -> new Application.Member(
                        or(member.id(), ""),
                        need(member.name(), "?", at + ".name", "请填写成员姓名。"),
                        or(member.employer(), ""),
                        Objects.requireNonNullElse(member.affiliation(), Affiliation.OTHER),
                        birth(member.birth(), at + ".birth"),
                        Boolean.TRUE.equals(member.supportedYouth()),
                        member.roles() == null || member.roles().isEmpty() ? Set.of(TeamRole.MEMBER) : member.roles(),
                        atLeastZero(member.residentDays(), at + ".residentDays")));
    }

    private Birth birth(@Nullable String given, String field) {
        if (given == null || given.isBlank()) {
            return new Birth.Unknown();
        }
        try {
            return YEAR.matcher(given).matches()
                    ? new Birth.In(Year.parse(given).getValue())
                    : new Birth.On(day(LocalDate.parse(given), field));
        } catch (DateTimeException e) {
            refuse(field, "UNREADABLE", "“" + given + "”不是日期，请写 1980-05-24 或只写年份 1980。");
            return new Birth.Unknown();
        }
    }

    private int atLeastZero(@Nullable Integer given, String field) {
        if (given != null && given < 0) {
            refuse(field, "PositiveOrZero", "不能小于 0。");
        }
        return given == null ? 0 : given;
    }

    private Application.Plan plan(ApplicationCheck.@Nullable PlanInput given, String field) {
        if (given == null) {
            return Application.Plan.NONE;
        }
        return new Application.Plan(
                each(
                        given.problems(),
                        field + ".problems",
                        MOST,
                        (problem, at) -> new Application.ProblemChoice(
                                or(problem.id(), ""),
                                need(problem.title(), "?", at + ".title", "请填写难题名称。"),
                                Boolean.TRUE.equals(problem.common()))),
                limited(given.chains(), field + ".chains"),
                regions(limited(given.regions(), field + ".regions"), field + ".regions"),
                limited(given.hosts(), field + ".hosts", MOST).stream()
                        .map(TextNormalizer::term)
                        .toList(),
                limited(given.stations(), field + ".stations", MOST),
                or(given.content(), ""),
                or(given.results(), ""),
                given.targets() == null ? Map.of() : given.targets());
    }

    private Set<RegionCode> regions(Set<String> given, String field) {
        Set<RegionCode> regions = new HashSet<>();
        for (String code : given) {
            if (REGION.matcher(code).matches()
                    && RegionTree.standard().find(new RegionCode(code)).isPresent()) {
                regions.add(new RegionCode(code));
            } else {
                refuse(field, "UNKNOWN_REGION", "没有代码为“" + code + "”的地区，请填写六位行政区划代码，如 320581。");
            }
        }
        return regions;
    }

    private Application.Filing filing(ApplicationCheck.@Nullable FilingInput given) {
        if (given == null) {
            return Application.Filing.NONE;
        }
        BigDecimal requested = given.requested();
        if (requested != null
                && (requested.signum() < 0 || requested.compareTo(LARGEST) > 0 || requested.scale() > MOST_DECIMALS)) {
            refuse("filing.requested", "OUT_OF_RANGE", "申请金额以万元计，须在 0 至 " + LARGEST + " 之间，最多 6 位小数。");
            requested = null;
        }
        return new Application.Filing(
                requested == null ? null : new Money(requested),
                given.fields() == null ? Map.of() : given.fields(),
                given.attachments() == null ? Map.of() : given.attachments(),
                limited(given.confirmed(), "filing.confirmed"),
                submissions(given.submissions()),
                given.filedBy() == null ? null : party(given.filedBy(), "filing.filedBy"));
    }

    private List<Deadline.Submission> submissions(@Nullable List<ApplicationCheck.SubmissionInput> given) {
        return each(given, "filing.submissions", MOST, (submission, at) -> {
            Medium medium = need(submission.medium(), Medium.ONLINE, at + ".medium", "请填写报送方式。");
            Instant dispatched = moment(submission.dispatched(), at + ".dispatched");
            Instant received = moment(submission.received(), at + ".received");
            if (dispatched != null && received != null && received.isBefore(dispatched)) {
                refuse(at + ".received", "BEFORE_DISPATCH", "收到的时间早于发出的时间，请核对是否写反。");
                received = null;
            }
            return new Deadline.Submission(medium, dispatched, received);
        });
    }

    private @Nullable Instant moment(@Nullable OffsetDateTime given, String field) {
        if (given == null) {
            return null;
        }
        Instant moment = given.toInstant();
        if (moment.isBefore(FIRST_MOMENT) || moment.isAfter(LAST_MOMENT)) {
            refuse(field, "OUT_OF_RANGE", RANGE);
            return null;
        }
        return moment;
    }

    private LocalDate day(LocalDate given, String field) {
        if (given.isBefore(FIRST) || given.isAfter(LAST)) {
            refuse(field, "OUT_OF_RANGE", RANGE);
            return FIRST;
        }
        return given;
    }

    private Register register(ApplicationCheck.@Nullable RegisterInput given, Application mine) {
        if (given == null) {
            return Register.EMPTY;
        }
        Party unit = mine.applicant();
        return new Register(
                each(
                        given.applications(),
                        "register.applications",
                        MOST_APPLICATIONS,
                        (other, at) -> other(other, at, mine)),
                incidents(given.incidents(), unit),
                evaluations(given.evaluations(), unit),
                hostings(given.hostings()),
                each(
                        given.fundedResults(),
                        "register.fundedResults",
                        MOST,
                        (result, at) -> new Register.FundedResult(
                                key(result.unit(), unit),
                                or(result.project(), ""),
                                need(result.results(), "", at + ".results", "请填写项目成果。"))));
    }

    private Application other(ApplicationCheck.OtherApplicationInput given, String at, Application mine) {
        String id = or(given.id(), at);
        if (id.equals(mine.id())) {
            refuse(at + ".id", "SAME_ID", "与正在检查的申报编号相同，请改用另一编号。");
        }
        return new Application(
                id,
                or(given.programme(), programme),
                need(given.category(), "?", at + ".category", "请填写类别编号。"),
                or(given.title(), id),
                given.applicant() == null ? mine.applicant() : party(given.applicant(), at + ".applicant"),
                List.of(),
                team(given.team(), at + ".team"),
                plan(given.plan(), at + ".plan"),
                Application.Filing.NONE);
    }

    private List<Register.Incident> incidents(@Nullable List<ApplicationCheck.IncidentInput> given, Party unit) {
        return each(
                given,
                "register.incidents",
                MOST,
                (incident, at) -> new Register.Incident(
                        key(incident.unit(), unit),
                        need(incident.kind(), IncidentKind.PENALTY, at + ".kind", "请填写种类。"),
                        or(incident.by(), ""),
                        day(need(incident.on(), FIRST, at + ".on", "请填写日期。"), at + ".on"),
                        Boolean.TRUE.equals(incident.forceMajeure())));
    }

    private List<Register.Evaluation> evaluations(@Nullable List<ApplicationCheck.EvaluationInput> given, Party unit) {
        return each(
                given,
                "register.evaluations",
                MOST,
                (evaluation, at) -> new Register.Evaluation(
                        key(evaluation.unit(), unit),
                        need(evaluation.year(), 0, at + ".year", "请填写评估的年度。"),
                        need(evaluation.grade(), "?", at + ".grade", "请填写评估的等次。")));
    }

    private List<Register.Hosting> hostings(@Nullable List<ApplicationCheck.HostingInput> given) {
        return each(
                given,
                "register.hostings",
                MOST,
                (hosting, at) -> new Register.Hosting(
                        TextNormalizer.term(need(hosting.host(), "?", at + ".host", "请填写被服务单位。")),
                        need(hosting.approved(), 0, at + ".approved", "请填写立项的年度。")));
    }

    /** The key of a unit that is named by its code or its name; the applicant's own if it is the applicant. */
    private static String key(@Nullable String given, Party applicant) {
        if (given == null || given.isBlank() || given.equals(applicant.code())) {
            return applicant.key();
        }
        String term = TextNormalizer.term(given);
        return term.equals(TextNormalizer.term(applicant.name())) ? applicant.key() : term;
    }
}
