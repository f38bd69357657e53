package org.jiebang.api.docking;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.ErrorCode;
import org.jiebang.problem.AwardMode;
import org.jiebang.problem.ClaimState;
import org.jiebang.problem.Completeness;
import org.jiebang.problem.ProblemNeed;

/** What a step of a problem needs, what of it is there, and the words for what is not. */
final class StepNeeds {
    private StepNeeds() {}

    /** What is there of what a step may need. */
    static Set<ProblemNeed> given(ProblemProgress.Situation situation, StepRequest request) {
        Set<ProblemNeed> given = EnumSet.noneOf(ProblemNeed.class);
        List<Claim> claims = situation.parties().claims();
        add(
                given,
                ProblemNeed.COMPLETE,
                Completeness.missing(situation.problem()).isEmpty());
        add(given, ProblemNeed.REASON, !request.note().isEmpty());
        add(given, ProblemNeed.ASSESSMENT, request.assessment() != null);
        add(given, ProblemNeed.MODE, hasMode(request));
        add(given, ProblemNeed.CLAIM, hasClaims(situation, request));
        add(given, ProblemNeed.AGREEMENT, request.agreement() != null);
        add(given, ProblemNeed.SOLUTION, request.solution() != null);
        add(given, ProblemNeed.SATISFACTION, request.satisfaction() != null);
        add(given, ProblemNeed.WINDOW_OVER, situation.progress().over(ProblemProgress.today()));
        add(given, ProblemNeed.NO_CLAIM, claims.stream().noneMatch(claim -> claim.state() == ClaimState.SUBMITTED));
        return given;
    }

    private static void add(Set<ProblemNeed> given, ProblemNeed need, boolean there) {
        if (there) {
            given.add(need);
        }
    }

    private static boolean hasMode(StepRequest request) {
        LocalDate until = request.claimUntil();
        boolean invited = request.invited() != null && !request.invited().isEmpty();
        return until != null
                && !until.isBefore(ProblemProgress.today())
                && request.mode() != null
                && (request.mode() != AwardMode.TARGETED || invited);
    }

    private static boolean hasClaims(ProblemProgress.Situation situation, StepRequest request) {
        AwardMode mode = situation.progress().mode();
        Set<UUID> wanted = request.claimIds() == null ? Set.of() : new HashSet<>(request.claimIds());
        Set<UUID> submitted = situation.parties().claims().stream()
                .filter(claim -> claim.state() == ClaimState.SUBMITTED)
                .map(Claim::id)
                .collect(Collectors.toSet());
        return (mode == null ? AwardMode.OPEN : mode).allows(wanted.size()) && submitted.containsAll(wanted);
    }

    /** Says all that a step lacks. */
    static ApiException incomplete(ProblemProgress.Situation situation, StepRequest request, Set<ProblemNeed> missing) {
        List<ApiException.Violation> violations = missing.stream()
                .flatMap(need -> need == ProblemNeed.COMPLETE
                        ? Completeness.missing(situation.problem()).stream()
                                .map(heading -> new ApiException.Violation(heading, "MISSING", "请填写“" + heading + "”。"))
                        : Stream.of(new ApiException.Violation(need.field(), need.name(), sentence(need, request))))
                .toList();
        return new ApiException(
                ErrorCode.BAD_REQUEST,
                "还不能" + request.event().label() + "："
                        + missing.stream().map(need -> sentence(need, request)).collect(Collectors.joining()),
                violations);
    }

    private static String sentence(ProblemNeed need, StepRequest request) {
        if (need == ProblemNeed.MODE) {
            LocalDate until = request.claimUntil();
            if (until != null && until.isBefore(ProblemProgress.today())) {
                return "揭榜的截止日期已经过去，请另选一天。";
            }
            if (until != null && request.mode() == AwardMode.TARGETED) {
                return "定向择优请至少邀请一个机构。";
            }
        }
        return need.sentence();
    }
}
