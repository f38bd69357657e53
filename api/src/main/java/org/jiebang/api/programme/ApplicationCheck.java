package org.jiebang.api.programme;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jiebang.catalog.TeamRole;
import org.jiebang.programme.Affiliation;
import org.jiebang.programme.IncidentKind;
import org.jiebang.programme.Medium;
import org.jiebang.programme.PartyKind;
import org.jspecify.annotations.Nullable;

/**
 * An application to be checked, as a caller writes it; all but programme, category, and the name and kind of the applicant may be left out.
 * Fields are named after {@link org.jiebang.programme.Application} and {@link org.jiebang.programme.Register}.
 *
 * @param programme id of a programme in force
 * @param asOf day of application, which decides ages and what is late; today in Chinese time if missing
 * @param register what is known beside the application: others of the same unit, and its past
 * @param reasons for soft rules that are not met, by rule id
 */
record ApplicationCheck(
        @Nullable String programme,
        @Nullable String category,
        @Nullable LocalDate asOf,
        @Nullable String id,
        @Nullable String title,
        @Nullable PartyInput applicant,
        @Nullable List<PartyInput> partners,
        @Nullable List<MemberInput> team,
        @Nullable PlanInput plan,
        @Nullable FilingInput filing,
        @Nullable RegisterInput register,
        @Nullable Map<String, String> reasons) {

    /** A body that applies, joins or files. */
    record PartyInput(
            @Nullable String code,
            @Nullable String name,
            @Nullable PartyKind kind,
            @Nullable List<MarkInput> marks) {}

    /** Something a body holds, such as a platform or an assessment grade. */
    record MarkInput(@Nullable String name, @Nullable LocalDate since) {}

    /**
     * One person of the team.
     *
     * @param id of the expert in the library, if known
     * @param birth a day (1980-05-24) or a year (1980)
     * @param affiliation OTHER if missing
     * @param roles MEMBER if missing
     */
    record MemberInput(
            @Nullable String id,
            @Nullable String name,
            @Nullable String employer,
            @Nullable Affiliation affiliation,
            @Nullable String birth,
            @Nullable Boolean supportedYouth,
            @Nullable Set<TeamRole> roles,
            @Nullable Integer residentDays) {}

    /** A problem to be solved; common: a common technology problem of an industry, else one of a chain. */
    record ProblemInput(
            @Nullable String id,
            @Nullable String title,
            @Nullable Boolean common) {}

    /**
     * What is to be done.
     *
     * @param regions codes of six digits (GB/T 2260)
     * @param hosts codes or names of the parties that are served or host a station
     * @param targets promised figures by the name of the indicator
     */
    record PlanInput(
            @Nullable List<ProblemInput> problems,
            @Nullable Set<String> chains,
            @Nullable Set<String> regions,
            @Nullable List<String> hosts,
            @Nullable List<String> stations,
            @Nullable String content,
            @Nullable String results,
            @Nullable Map<String, Integer> targets) {}

    /**
     * What is handed in and how.
     *
     * @param requested amount asked for in 万元
     * @param fields values of the form by field; a table's value has a line per row
     * @param attachments copies of each
     * @param confirmed ids of the rules that the applicant has confirmed
     * @param filedBy who files for the applicant, if not itself
     */
    record FilingInput(
            @Nullable BigDecimal requested,
            @Nullable Map<String, String> fields,
            @Nullable Map<String, Integer> attachments,
            @Nullable Set<String> confirmed,
            @Nullable List<SubmissionInput> submissions,
            @Nullable PartyInput filedBy) {}

    /** A parcel or message; moments with their offset. */
    record SubmissionInput(
            @Nullable Medium medium,
            @Nullable OffsetDateTime dispatched,
            @Nullable OffsetDateTime received) {}

    /** What is known beside the application. Units are codes or names; the applicant if missing. */
    record RegisterInput(
            @Nullable List<OtherApplicationInput> applications,
            @Nullable List<IncidentInput> incidents,
            @Nullable List<EvaluationInput> evaluations,
            @Nullable List<HostingInput> hostings,
            @Nullable List<FundedResultInput> fundedResults) {}

    /** Another application that stands; of the same programme and applicant where these are missing. */
    record OtherApplicationInput(
            @Nullable String id,
            @Nullable String programme,
            @Nullable String category,
            @Nullable String title,
            @Nullable PartyInput applicant,
            @Nullable List<MemberInput> team,
            @Nullable PlanInput plan) {}

    /** A penalty, a criticism or a project not completed. */
    record IncidentInput(
            @Nullable String unit,
            @Nullable IncidentKind kind,
            @Nullable String by,
            @Nullable LocalDate on,
            @Nullable Boolean forceMajeure) {}

    /** The yearly evaluation of a unit's platform. */
    record EvaluationInput(
            @Nullable String unit,
            @Nullable Integer year,
            @Nullable String grade) {}

    /** A host of a station and the year in which the station was approved. */
    record HostingInput(@Nullable String host, @Nullable Integer approved) {}

    /** Results of another publicly paid project. */
    record FundedResultInput(
            @Nullable String unit,
            @Nullable String project,
            @Nullable String results) {}
}
