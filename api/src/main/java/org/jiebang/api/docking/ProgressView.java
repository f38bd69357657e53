package org.jiebang.api.docking;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import org.jiebang.api.access.Access;
import org.jiebang.api.access.Actor;
import org.jiebang.catalog.Problem;
import org.jiebang.problem.AwardMode;
import org.jiebang.problem.ClaimState;
import org.jiebang.problem.Completeness;
import org.jiebang.problem.ProblemEvent;
import org.jiebang.problem.ProblemLife;
import org.jiebang.problem.ProblemNeed;
import org.jiebang.problem.ProblemState;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a problem stands, as its reader may see it.
 *
 * @param version to name with the next step
 * @param mode null before it is posted
 * @param open may claims be written today?
 * @param claims how many claims are submitted, selected or passed over
 * @param party has the reader a part in it? Others see the public milestones alone
 * @param missing headings that its proposer has to fill in yet; empty for others
 * @param steps what the reader may do now
 * @param history the latest first
 */
record ProgressView(
        ProblemState state,
        String stateLabel,
        String stateEnglish,
        long version,
        OffsetDateTime since,
        @Nullable AwardMode mode,
        @Nullable String modeLabel,
        @Nullable LocalDate claimUntil,
        boolean open,
        long claims,
        boolean party,
        List<String> missing,
        List<PossibleStep> steps,
        List<PastStep> history) {
    /** What everybody may know of a posted problem. */
    private static final Set<ProblemEvent> MILESTONES = Set.of(
            ProblemEvent.POST, ProblemEvent.SELECT, ProblemEvent.SIGN, ProblemEvent.CONFIRM, ProblemEvent.EXPIRE);

    /** A step that may be taken, and what it must bring. */
    record PossibleStep(
            ProblemEvent event,
            String label,
            String english,
            ProblemState to,
            String toLabel,
            List<ProblemNeed> needs) {}

    /**
     * A step that was taken.
     *
     * @param organisation null for who has no part in it
     * @param note null for who has no part in it
     * @param detail what it brought; null for who has no part in it
     */
    record PastStep(
            long version,
            ProblemEvent event,
            String label,
            String english,
            ProblemState to,
            String toLabel,
            OffsetDateTime at,
            @Nullable String organisation,
            @Nullable String note,
            StepRequest.@Nullable StepDetail detail) {}

    static ProgressView of(
            ProblemProgress.Situation situation, List<StepTaken> steps, Access access, Actor actor, JsonMapper json) {
        Progress progress = situation.progress();
        AwardMode mode = progress.mode();
        boolean party = situation.parties().mayRead(access, actor);
        return new ProgressView(
                progress.state(),
                progress.state().label(),
                progress.state().english(),
                progress.version(),
                progress.since(),
                mode,
                mode == null ? null : mode.label(),
                progress.claimUntil(),
                progress.open(ProblemProgress.today()),
                situation.parties().claims().stream()
                        .filter(claim -> claim.state() != ClaimState.DRAFT && claim.state() != ClaimState.WITHDRAWN)
                        .count(),
                party,
                party && progress.state().writable()
                        ? Completeness.missing((Problem) situation.stored().item())
                        : List.of(),
                ProblemLife.TABLE.from(progress.state()).stream()
                        .filter(transition -> transition.event() != ProblemEvent.EXPIRE)
                        .filter(transition -> situation.parties().may(access, actor, transition.event()))
                        .map(transition -> new PossibleStep(
                                transition.event(),
                                transition.event().label(),
                                transition.event().english(),
                                transition.to(),
                                transition.to().label(),
                                transition.needs().stream().sorted().toList()))
                        .toList(),
                steps.stream()
                        .filter(step -> party || MILESTONES.contains(step.event()))
                        .map(step -> past(step, party, json))
                        .toList());
    }

    private static PastStep past(StepTaken step, boolean party, JsonMapper json) {
        return new PastStep(
                step.version(),
                step.event(),
                step.event().label(),
                step.event().english(),
                step.target(),
                step.target().label(),
                step.at(),
                party ? step.organisation() : null,
                party ? step.note() : null,
                party ? json.readValue(step.detail(), StepRequest.StepDetail.class) : null);
    }
}
