package org.jiebang.programme;

import java.time.LocalDate;
import java.util.List;

/**
 * What is known beside an application: others of the same unit, and its past.
 *
 * @param applications that stand, in any programme and year; withdrawn and refused ones do not belong here
 */
public record Register(
        List<Application> applications,
        List<Incident> incidents,
        List<Evaluation> evaluations,
        List<Hosting> hostings,
        List<FundedResult> fundedResults) {
    /** Nothing known. */
    public static final Register EMPTY = new Register(List.of(), List.of(), List.of(), List.of(), List.of());

    public Register {
        applications = List.copyOf(applications);
        incidents = List.copyOf(incidents);
        evaluations = List.copyOf(evaluations);
        hostings = List.copyOf(hostings);
        fundedResults = List.copyOf(fundedResults);
    }

    /**
     * A penalty, a criticism or a project not completed.
     *
     * @param unit key of the party
     * @param by authority that found so
     */
    public record Incident(String unit, IncidentKind kind, String by, LocalDate on, boolean forceMajeure) {}

    /**
     * The yearly evaluation of a unit's platform.
     *
     * @param unit key of the party
     */
    public record Evaluation(String unit, int year, String grade) {}

    /**
     * A host of a station.
     *
     * @param host key of the party
     * @param approved year in which the station was approved
     */
    public record Hosting(String host, int approved) {}

    /**
     * Results of another publicly paid project.
     *
     * @param unit key of the party
     */
    public record FundedResult(String unit, String project, String results) {}
}
