package org.jiebang.team;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jiebang.team.TeamWeights.Aspect;
import org.jspecify.annotations.Nullable;

/**
 * What a team of a plan is worth ({@link TeamWeights}): what each member, post and share adds for the model, and the parts of a finished
 * team from its members alone, so that no rounding of a solver enters them.
 */
final class TeamValuation {
    private static final double YOUNG_RESIDENT = 0.75;

    private final TeamPlan plan;
    private final TeamWeights weights;
    private final double elementWeights;
    private final double places;
    private final Optional<TeamRule.Residents> residence;

    TeamValuation(TeamPlan plan, TeamWeights weights) {
        this.plan = plan;
        this.weights = weights;
        this.elementWeights =
                plan.elements().stream().mapToDouble(DemandElement::weight).sum();
        this.places = Math.max(1, plan.size().max());
        this.residence = plan.rules().stream()
                .filter(TeamRule.Residents.class::isInstance)
                .map(TeamRule.Residents.class::cast)
                .findFirst();
    }

    double ofMember(TeamCandidate candidate) {
        Fit fit = plan.fit(candidate.id());
        return (weights.of(Aspect.RELEVANCE) * fit.relevance()
                        + weights.of(Aspect.CLOSENESS) * fit.closeness()
                        + weights.of(Aspect.BALANCE) * candidate.spare())
                / places;
    }

    double ofShare(TeamCandidate candidate, DemandElement element) {
        return weights.of(Aspect.COVERAGE)
                * element.weight()
                / elementWeights
                / element.experts()
                * quality(candidate, element);
    }

    double ofChief(TeamCandidate candidate) {
        return weights.of(Aspect.LEADERSHIP) * candidate.authority() / 2;
    }

    double ofLeader(TeamCandidate candidate) {
        return weights.of(Aspect.LEADERSHIP) * candidate.management() / 2;
    }

    double ofResident(TeamCandidate candidate) {
        return weights.of(Aspect.RESIDENCE) * preference(candidate);
    }

    double quality(TeamCandidate candidate, DemandElement element) {
        return plan.fit(candidate.id()).quality().getOrDefault(element.name(), 0.0);
    }

    /** As a share of the most residents (CT-27). */
    private double preference(TeamCandidate candidate) {
        return residence
                .map(rule -> {
                    boolean young = candidate.age() > 0 && candidate.age() <= rule.youngAge();
                    double preference = candidate.supportedYouth() ? 1 : young ? YOUNG_RESIDENT : 0;
                    return preference / Math.max(1, rule.max());
                })
                .orElse(0.0);
    }

    List<Team.Coverage> coverage(List<TeamCandidate> members) {
        return plan.elements().stream()
                .map(element -> covered(element, members))
                .toList();
    }

    private Team.Coverage covered(DemandElement element, List<TeamCandidate> members) {
        Comparator<TeamCandidate> quality = Comparator.comparingDouble(each -> quality(each, element));
        List<TeamCandidate> best = members.stream()
                .filter(each -> quality(each, element) > 0)
                .sorted(quality.reversed())
                .limit(element.experts())
                .toList();
        return new Team.Coverage(
                element.name(),
                best.stream().mapToDouble(each -> quality(each, element)).sum() / element.experts(),
                best.stream().map(TeamCandidate::id).toList());
    }

    List<Team.Part> parts(
            List<TeamCandidate> members,
            @Nullable TeamCandidate chief,
            @Nullable TeamCandidate leader,
            List<TeamCandidate> residents,
            List<Team.Coverage> coverage) {
        double covered = 0;
        for (int i = 0; i < coverage.size(); i++) {
            covered += plan.elements().get(i).weight()
                    / elementWeights
                    * coverage.get(i).quality();
        }
        double relevance = 0;
        double closeness = 0;
        double spare = 0;
        for (TeamCandidate member : members) {
            relevance += plan.fit(member.id()).relevance() / places;
            closeness += plan.fit(member.id()).closeness() / places;
            spare += member.spare() / places;
        }
        double leadership = (chief == null ? 0 : chief.authority()) + (leader == null ? 0 : leader.management());
        Map<Aspect, Double> values = new EnumMap<>(Map.of(
                Aspect.COVERAGE, covered,
                Aspect.RELEVANCE, relevance,
                Aspect.CLOSENESS, closeness,
                Aspect.BALANCE, spare,
                Aspect.LEADERSHIP, leadership / 2,
                Aspect.RESIDENCE,
                        residents.stream().mapToDouble(this::preference).sum()));
        return values.entrySet().stream()
                .map(each -> new Team.Part(each.getKey(), weights.of(each.getKey()), each.getValue()))
                .toList();
    }
}
