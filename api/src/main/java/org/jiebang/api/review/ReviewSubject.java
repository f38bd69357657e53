package org.jiebang.api.review;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jiebang.api.application.ReviewedApplication;
import org.jiebang.catalog.Assessment;
import org.jiebang.catalog.Placement;
import org.jiebang.catalog.Problem;
import org.jiebang.catalog.ProblemDescription;
import org.jiebang.catalog.ProblemStatus;
import org.jiebang.catalog.ServiceTeam;
import org.jiebang.catalog.TeamMember;
import org.jiebang.catalog.TeamRole;
import org.jiebang.form.FormValues;
import org.jiebang.programme.Application;

/** An application as matching and the hard filters see it: a need of a unit, and a team. */
final class ReviewSubject {
    /** A form's short answers are amounts, telephone numbers and ticks. */
    private static final int SHORTEST_TEXT = 12;

    private static final int LONGEST = 6_000;

    private ReviewSubject() {}

    /**
     * What an application is about, as the need of a unit.
     *
     * @param unit that has a part in it
     */
    static Problem problem(ReviewedApplication read, String unit) {
        return new Problem(
                read.content().title(),
                unit,
                null,
                null,
                Set.of(),
                Set.of(),
                Set.of(),
                new ProblemDescription("", "", text(read.content().values()), "", ""),
                null,
                "",
                null,
                Placement.NEITHER,
                "",
                "",
                Assessment.NONE,
                "",
                "",
                ProblemStatus.COLLECTED);
    }

    private static String text(FormValues values) {
        String text = values.texts().values().stream()
                .filter(value -> value.length() >= SHORTEST_TEXT)
                .sorted()
                .collect(Collectors.joining("\n"));
        return text.substring(0, Math.min(LONGEST, text.length()));
    }

    /** The team that the form names; empty if it names nobody. */
    static Optional<ServiceTeam> team(ReviewedApplication read) {
        List<TeamMember> roster = read.members().stream()
                .filter(member -> !member.name().isBlank())
                .map(ReviewSubject::member)
                .toList();
        return roster.isEmpty()
                ? Optional.empty()
                : Optional.of(new ServiceTeam(
                        read.content().title(),
                        read.content().applicant(),
                        roster,
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        "",
                        List.of()));
    }

    private static TeamMember member(Application.Member member) {
        TeamRole role = member.roles().stream().sorted().findFirst().orElse(TeamRole.MEMBER);
        return new TeamMember(member.name(), member.employer(), member.birth().year(), role);
    }
}
