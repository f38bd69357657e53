package org.jiebang.api.programme;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jiebang.programme.Condition;
import org.jiebang.programme.Dimension;
import org.jiebang.programme.Phase;
import org.jiebang.programme.Programme;
import org.jiebang.programme.Rule;
import org.jspecify.annotations.Nullable;

/** The parts of an {@link ApplicationCheck} that rules look at, and which of them a caller left out. */
enum CheckedInput {
    MARKS("applicant.marks"),
    PARTNERS("partners"),
    TEAM("team"),
    PROBLEMS("plan.problems"),
    CHAINS("plan.chains"),
    REGIONS("plan.regions"),
    HOSTS("plan.hosts"),
    STATIONS("plan.stations"),
    CONTENT("plan.content"),
    RESULTS("plan.results"),
    TARGETS("plan.targets"),
    REQUESTED("filing.requested"),
    FIELDS("filing.fields"),
    ATTACHMENTS("filing.attachments"),
    CONFIRMED("filing.confirmed"),
    SUBMISSIONS("filing.submissions"),
    FILED_BY("filing.filedBy"),
    APPLICATIONS("register.applications"),
    INCIDENTS("register.incidents"),
    EVALUATIONS("register.evaluations"),
    HOSTINGS("register.hostings"),
    FUNDED_RESULTS("register.fundedResults");

    private final String field;

    CheckedInput(String field) {
        this.field = field;
    }

    /**
     * A part that was left out although rules look at it: they were judged as if there were none.
     *
     * @param field path in the request
     * @param rules ids
     */
    record MissingInput(String field, List<String> rules) {}

    /** What was left out, in the order of the request. */
    static List<MissingInput> missing(Programme programme, String category, ApplicationCheck check) {
        Map<CheckedInput, List<String>> rules = new LinkedHashMap<>();
        for (Rule rule : programme.rules(category, Phase.APPLICATION)) {
            of(rule.condition())
                    .distinct()
                    .forEach(input -> rules.computeIfAbsent(input, none -> new ArrayList<>())
                            .add(rule.id()));
        }
        return Arrays.stream(values())
                .filter(input -> rules.containsKey(input) && input.given(check) == null)
                .map(input -> new MissingInput(input.field, Objects.requireNonNull(rules.get(input))))
                .toList();
    }

    private static Stream<CheckedInput> of(Condition condition) {
        return switch (condition) {
            case Condition.Qualification asked -> Stream.of(MARKS);
            case Condition.Disqualification asked -> Stream.of(INCIDENTS);
            case Condition.Suspension asked -> Stream.of(EVALUATIONS);
            case Condition.Consortium asked -> Stream.of(PARTNERS);
            case Condition.Channel asked -> Stream.of(FILED_BY);
            case Condition.Quota asked -> Stream.of(APPLICATIONS);
            case Condition.Exclusion asked -> Stream.of(APPLICATIONS);
            case Condition.NonOverlap overlap ->
                Stream.concat(
                        overlap.dimensions().stream().map(CheckedInput::of),
                        Stream.of(
                                switch (overlap.against()) {
                                    case OWN_APPLICATIONS -> APPLICATIONS;
                                    case FUNDED_RESULTS -> FUNDED_RESULTS;
                                    case HOSTS_OF_LAST_YEAR -> HOSTINGS;
                                }));
            case Condition.Composition count ->
                Stream.of(
                        switch (count.measure()) {
                            case MEMBERS,
                                    YOUNG,
                                    SUPPORTED_YOUTH,
                                    AFFILIATIONS,
                                    ORGANISATIONS,
                                    RESIDENTS,
                                    RESIDENT_DAYS,
                                    RESIDENT_DAYS_EACH -> TEAM;
                            case CHAINS -> CHAINS;
                            case PROVINCES -> REGIONS;
                            case PROBLEMS, CHAIN_PROBLEMS, PROBLEM_KINDS -> PROBLEMS;
                            case STATIONS -> STATIONS;
                        });
            case Condition.SeparateRoles asked -> Stream.of(TEAM);
            case Condition.AmountCap asked -> Stream.of(REQUESTED);
            case Condition.Threshold asked -> Stream.of(TARGETS);
            case Condition.Window asked -> Stream.of(SUBMISSIONS);
            case Condition.Attachments asked -> Stream.of(ATTACHMENTS);
            case Condition.FieldFormat asked -> Stream.of(FIELDS);
            case Condition.Completeness asked -> Stream.of(FIELDS);
            case Condition.Commitment asked -> Stream.of(CONFIRMED);
            case Condition.Priority priority ->
                priority.marks().isEmpty() && priority.with().isEmpty()
                        ? Stream.of(CONFIRMED)
                        : Stream.concat(
                                priority.marks().isEmpty() ? Stream.empty() : Stream.of(MARKS),
                                priority.with().isEmpty() ? Stream.empty() : Stream.of(PARTNERS));
            // The applicant itself is never left out.
            case Condition.Eligibility asked -> Stream.of();
            // Of a later phase.
            case Condition.Places asked -> Stream.of();
            case Condition.Payout asked -> Stream.of();
            case Condition.Deliverable asked -> Stream.of();
            case Condition.Finish asked -> Stream.of();
        };
    }

    private static CheckedInput of(Dimension dimension) {
        return switch (dimension) {
            case MEMBERS -> TEAM;
            case PROBLEMS -> PROBLEMS;
            case REGIONS -> REGIONS;
            case CONTENT -> CONTENT;
            case RESULTS -> RESULTS;
            case HOSTS -> HOSTS;
        };
    }

    private @Nullable Object given(ApplicationCheck check) {
        ApplicationCheck.PartyInput applicant = check.applicant();
        ApplicationCheck.PlanInput plan = check.plan();
        ApplicationCheck.FilingInput filing = check.filing();
        ApplicationCheck.RegisterInput register = check.register();
        return switch (this) {
            case MARKS -> applicant == null ? null : applicant.marks();
            case PARTNERS -> check.partners();
            case TEAM -> check.team();
            case PROBLEMS -> plan == null ? null : plan.problems();
            case CHAINS -> plan == null ? null : plan.chains();
            case REGIONS -> plan == null ? null : plan.regions();
            case HOSTS -> plan == null ? null : plan.hosts();
            case STATIONS -> plan == null ? null : plan.stations();
            case CONTENT -> plan == null ? null : plan.content();
            case RESULTS -> plan == null ? null : plan.results();
            case TARGETS -> plan == null ? null : plan.targets();
            case REQUESTED -> filing == null ? null : filing.requested();
            case FIELDS -> filing == null ? null : filing.fields();
            case ATTACHMENTS -> filing == null ? null : filing.attachments();
            case CONFIRMED -> filing == null ? null : filing.confirmed();
            case SUBMISSIONS -> filing == null ? null : filing.submissions();
            case FILED_BY -> filing == null ? null : filing.filedBy();
            case APPLICATIONS -> register == null ? null : register.applications();
            case INCIDENTS -> register == null ? null : register.incidents();
            case EVALUATIONS -> register == null ? null : register.evaluations();
            case HOSTINGS -> register == null ? null : register.hostings();
            case FUNDED_RESULTS -> register == null ? null : register.fundedResults();
        };
    }
}
