package org.jiebang.team;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jiebang.catalog.Expert;
import org.jiebang.industry.SegmentId;
import org.jiebang.matching.Standing;
import org.jiebang.programme.Bound;
import org.jiebang.programme.Measure;
import org.jiebang.programme.TeamComposition;
import org.jiebang.region.RegionCode;
import org.jspecify.annotations.Nullable;

/** From the expert pool and the composition rules of a programme to what {@link TeamBuilder} asks for. */
public final class ExpertTeams {
    /** Where a rule sets only a least size, a team may be larger by this share. */
    private static final double ROOM = 0.25;

    private static final int UNIVERSITY_INSTITUTE_FIRM = 3;
    private static final double HEAD = 0.9;
    private static final double DEPUTY = 0.6;
    private static final double OTHER = 0.3;

    private ExpertTeams() {}

    /**
     * What the user wishes beyond the rules.
     *
     * @param minSize null for the programme's
     * @param maxSize null for the programme's
     * @param fixed ids of candidates who must be in
     * @param excluded ids of candidates who must not
     */
    public record Wishes(
            @Nullable Integer minSize, @Nullable Integer maxSize, Set<String> fixed, Set<String> excluded) {}

    /**
     * An expert as a candidate. Ability as leader is read from the position; whoever has room for a task is taken to be able to stay in
     * the place served, which he has to confirm.
     *
     * @param year of the application; the age is the one reached in it, so that nobody counts as young who may not be
     */
    public static TeamCandidate candidate(String id, Expert expert, int year) {
        int freeDays = expert.activeTasks() < expert.capacity() ? Integer.MAX_VALUE : 0;
        Set<String> chains =
                expert.segments().stream().map(SegmentId::chain).collect(Collectors.toCollection(TreeSet::new));
        RegionCode region = expert.region();
        return new TeamCandidate(
                id,
                expert.employer().isBlank() ? id : expert.employer(),
                affiliation(expert.employer()),
                expert.ageIn(year).orElse(0),
                expert.supportedYouth(),
                chains,
                region == null ? Set.of() : Set.of(region.value()),
                Standing.of(expert),
                management(expert.position()),
                freeDays,
                expert.activeTasks(),
                expert.capacity());
    }

    /** Kind of an employer by its name (CT-17). */
    public static Affiliation affiliation(String employer) {
        if (employer.matches(".*(公司|集团|厂|企业)$")) {
            return Affiliation.ENTERPRISE;
        }
        if (employer.matches(".*(研究院|研究所|研究中心|科学院|实验室|院所).*")) {
            return Affiliation.INSTITUTE;
        }
        return employer.matches(".*(大学|学院|学校).*") ? Affiliation.UNIVERSITY : Affiliation.OTHER;
    }

    private static double management(String position) {
        if (position.matches(".*(副|助理).*")) {
            return DEPUTY;
        }
        return position.matches(".*(院长|所长|校长|主任|总经理|理事长|会长|秘书长|董事长|总工程师|处长|部长|负责人).*") ? HEAD : OTHER;
    }

    /**
     * The rules for one team. Soft rules are asked for like hard ones; where they cannot hold, the repair names them.
     *
     * @throws IllegalArgumentException if the wished sizes contradict each other
     */
    public static List<TeamRule> rules(TeamComposition composition, Wishes wishes) {
        List<TeamRule> rules = new ArrayList<>();
        rules.add(size(composition.size(), wishes));
        if (composition.young().isLimited()) {
            rules.add(count(new Trait.AgedAtMost(composition.youngAge()), composition.young()));
        }
        if (composition.supportedYouth().isLimited()) {
            rules.add(count(new Trait.SupportedYouth(), composition.supportedYouth()));
        }
        if (composition.bound(Measure.AFFILIATIONS).minimum() >= UNIVERSITY_INSTITUTE_FIRM) {
            for (Affiliation kind : List.of(Affiliation.ENTERPRISE, Affiliation.UNIVERSITY, Affiliation.INSTITUTE)) {
                rules.add(TeamRule.Count.atLeast(new Trait.From(kind), 1));
            }
        }
        Bound organisations = composition.bound(Measure.ORGANISATIONS);
        if (organisations.isLimited()) {
            rules.add(new TeamRule.Organisations(organisations.minimum(), organisations.maximum()));
        }
        Bound residents = composition.bound(Measure.RESIDENTS);
        if (residents.minimum() > 0) {
            int days = Math.max(
                    composition.bound(Measure.RESIDENT_DAYS).minimum(),
                    composition.bound(Measure.RESIDENT_DAYS_EACH).minimum());
            rules.add(new TeamRule.Residents(residents.minimum(), residents.maximum(), days, composition.youngAge()));
        }
        if (composition.leaderIsNotChief()) {
            rules.add(new TeamRule.ChiefExpert(0));
            rules.add(new TeamRule.Leader(0));
        }
        rules.add(new TeamRule.SpareCapacity(wishes.fixed().size()));
        wishes.fixed().stream().sorted().forEach(id -> rules.add(new TeamRule.Fixed(id)));
        wishes.excluded().stream().sorted().forEach(id -> rules.add(new TeamRule.Excluded(id)));
        return rules;
    }

    private static TeamRule.Count count(Trait trait, Bound bound) {
        return new TeamRule.Count(trait, bound.minimum(), bound.maximum());
    }

    private static TeamRule.Size size(Bound bound, Wishes wishes) {
        Integer least = wishes.minSize();
        int min = least == null ? Math.max(1, bound.minimum()) : least;
        Integer most = wishes.maxSize();
        int max = most != null
                ? most
                : bound.maximum() < Bound.UNLIMITED ? bound.maximum() : (int) Math.ceil(min * (1 + ROOM));
        return new TeamRule.Size(min, max);
    }
}
