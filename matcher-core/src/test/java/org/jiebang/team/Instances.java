package org.jiebang.team;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Invented requests, from a seed. */
final class Instances {
    private static final List<String> AREAS = List.of("江苏", "浙江", "安徽", "山东", "福建", "广东", "湖北", "四川", "陕西", "辽宁");

    private Instances() {}

    /**
     * Teams of 20 to 25 as the call of 2024 wants them (CT-13 to CT-17, CT-25 to CT-27), with 40 elements a team.
     *
     * @param skills each expert serves from this many to twice as many plus two elements
     * @param alike whether all teams ask for the same elements with the same weights, the hardest case
     */
    static TeamRequest large(long seed, int experts, int teams, int skills, int wanted, boolean alike) {
        Random random = new Random(seed);
        int elements = 40;
        List<TeamCandidate> candidates = new ArrayList<>();
        List<Map<String, Double>> qualities = new ArrayList<>();
        for (int i = 0; i < experts; i++) {
            candidates.add(candidate(random, i, experts / 8));
            Map<String, Double> quality = new HashMap<>();
            for (int k = skills + random.nextInt(skills + 3); k > 0; k--) {
                quality.put("要素" + random.nextInt(elements), Math.round(30 + 70 * random.nextDouble()) / 100.0);
            }
            qualities.add(quality);
        }
        List<TeamPlan> plans = new ArrayList<>();
        for (int t = 0; t < teams; t++) {
            Random own = alike ? new Random(seed + 1) : random;
            List<DemandElement> asked = new ArrayList<>();
            for (int k = 0; k < elements; k++) {
                if (alike || own.nextInt(10) < 7) {
                    asked.add(new DemandElement("要素" + k, 1 + own.nextInt(5), wanted));
                }
            }
            Map<String, Fit> fits = new HashMap<>();
            for (int i = 0; i < experts; i++) {
                fits.put(candidates.get(i).id(), new Fit(share(own), share(own), qualities.get(i)));
            }
            List<TeamRule> rules = new ArrayList<>(List.of(
                    new TeamRule.Size(20, 25),
                    TeamRule.Count.atLeast(new Trait.AgedAtMost(45), 10),
                    TeamRule.Count.atLeast(new Trait.SupportedYouth(), 2),
                    TeamRule.Count.atLeast(new Trait.From(Affiliation.ENTERPRISE), 4),
                    TeamRule.Count.atLeast(new Trait.From(Affiliation.UNIVERSITY), 4),
                    TeamRule.Count.atLeast(new Trait.From(Affiliation.INSTITUTE), 4),
                    new TeamRule.PerOrganisation(1, 2),
                    new TeamRule.Residents(1, 2, 60, 45),
                    new TeamRule.ChiefExpert(0.7),
                    new TeamRule.Leader(0.5),
                    new TeamRule.SpareCapacity(0)));
            for (int k = 0; k < experts / 10; k++) {
                rules.add(new TeamRule.Conflict("e" + random.nextInt(experts), "e" + (random.nextInt(experts))));
            }
            plans.add(new TeamPlan("team" + t, Set.of("problem" + t), asked, fits, rules));
        }
        return new TeamRequest(candidates, plans, TeamWeights.STANDARD);
    }

    /** The same with areas: each expert serves one to three of ten, the team chooses at most two. */
    static TeamRequest withAreas(TeamRequest request) {
        TeamRequest focused = request;
        for (TeamPlan plan : request.plans()) {
            List<TeamRule> rules = new ArrayList<>(plan.rules());
            rules.add(new TeamRule.Focus(Scope.AREA, new HashSet<>(AREAS), 2));
            focused = focused.withPlan(plan.id(), old -> old.withRules(rules));
        }
        return focused;
    }

    private static TeamCandidate candidate(Random random, int number, int organisations) {
        double sector = random.nextDouble();
        int age = 28 + random.nextInt(38);
        Set<String> areas = new HashSet<>();
        for (int k = 1 + random.nextInt(3); k > 0; k--) {
            areas.add(AREAS.get(random.nextInt(AREAS.size())));
        }
        int capacity = 1 + random.nextInt(3);
        return new TeamCandidate(
                "e" + number,
                "单位" + random.nextInt(Math.max(1, organisations)),
                sector < 0.3 ? Affiliation.ENTERPRISE : sector < 0.7 ? Affiliation.UNIVERSITY : Affiliation.INSTITUTE,
                age,
                age <= 45 && random.nextInt(6) == 0,
                Set.of("链" + random.nextInt(3)),
                areas,
                share(random),
                share(random),
                random.nextInt(120),
                random.nextInt(capacity + 1),
                capacity);
    }

    private static double share(Random random) {
        return Math.round(100 * random.nextDouble()) / 100.0;
    }

    /** Up to eight candidates and a handful of rules for one or two teams, about half of them without a solution. */
    static TeamRequest small(Random random) {
        int experts = random.nextInt(10) == 0 ? random.nextInt(2) : 3 + random.nextInt(6);
        int teams = 1 + random.nextInt(2);
        List<TeamCandidate> candidates = new ArrayList<>();
        for (int i = 0; i < experts; i++) {
            int capacity = 1 + random.nextInt(2);
            candidates.add(new TeamCandidate(
                    "e" + i,
                    "单位" + random.nextInt(3),
                    Affiliation.values()[random.nextInt(3)],
                    random.nextInt(5) == 0 ? 0 : 30 + random.nextInt(31),
                    random.nextInt(3) == 0,
                    subset(random, "链", 2),
                    subset(random, "区", 3),
                    share(random),
                    share(random),
                    random.nextInt(120),
                    random.nextInt(capacity + 1),
                    capacity));
        }
        List<TeamPlan> plans = new ArrayList<>();
        for (int t = 0; t < teams; t++) {
            plans.add(smallPlan(random, t, candidates));
        }
        return new TeamRequest(candidates, plans, TeamWeights.STANDARD);
    }

    private static TeamPlan smallPlan(Random random, int number, List<TeamCandidate> candidates) {
        List<DemandElement> elements = new ArrayList<>();
        for (int k = 0; k < 3; k++) {
            elements.add(new DemandElement("要素" + k, 1 + random.nextInt(3), 1 + random.nextInt(2)));
        }
        Map<String, Fit> fits = new HashMap<>();
        for (TeamCandidate candidate : candidates) {
            if (random.nextInt(6) > 0) {
                Map<String, Double> quality = new HashMap<>();
                for (int k = 0; k < 3; k++) {
                    if (random.nextBoolean()) {
                        quality.put("要素" + k, share(random));
                    }
                }
                fits.put(candidate.id(), new Fit(share(random), share(random), quality));
            }
        }
        int min = random.nextInt(3);
        List<TeamRule> rules = new ArrayList<>(List.of(new TeamRule.Size(min, min + 1 + random.nextInt(2))));
        List<Trait> traits = List.of(
                new Trait.AgedAtMost(45),
                new Trait.AgedAtMost(35),
                new Trait.SupportedYouth(),
                new Trait.From(Affiliation.ENTERPRISE),
                new Trait.From(Affiliation.UNIVERSITY),
                new Trait.OfOrganisation("单位1"),
                new Trait.In(Scope.AREA, "区1"),
                new Trait.Skilled("要素0", 0.5),
                new Trait.Skilled("要素0", 0.8));
        for (Trait trait : traits) {
            if (random.nextInt(7) == 0) {
                int least = random.nextInt(3) == 0 ? 1 + random.nextInt(2) : 0;
                rules.add(new TeamRule.Count(trait, least, least + random.nextInt(3)));
            }
        }
        List<TeamRule> others = List.of(
                new TeamRule.PerOrganisation(random.nextInt(3), 2 + random.nextInt(2)),
                new TeamRule.Organisations(random.nextInt(3), 2 + random.nextInt(2)),
                new TeamRule.Focus(Scope.CHAIN, subset(random, "链", 3), 1),
                new TeamRule.Focus(Scope.AREA, subset(random, "区", 3), 1 + random.nextInt(2)),
                new TeamRule.Residents(random.nextInt(2), 1 + random.nextInt(2), 60, 45),
                new TeamRule.ChiefExpert(share(random) / 2),
                new TeamRule.Leader(share(random) / 2),
                new TeamRule.SpareCapacity(random.nextInt(2)));
        for (TeamRule rule : others) {
            boolean area = rule instanceof TeamRule.Focus focus && focus.scope() == Scope.AREA;
            if (random.nextInt(area ? 2 : 3) == 0) {
                rules.add(rule);
            }
        }
        for (TeamCandidate candidate : candidates) {
            switch (random.nextInt(20)) {
                case 0 -> rules.add(new TeamRule.Fixed(candidate.id()));
                case 1 -> rules.add(new TeamRule.Excluded(candidate.id()));
                case 2 ->
                    rules.add(new TeamRule.Conflict(
                            candidate.id(), candidates.get(0).id()));
                default -> {}
            }
        }
        return new TeamPlan("team" + number, Set.of("problem" + number), elements, fits, rules);
    }

    private static Set<String> subset(Random random, String name, int of) {
        Set<String> chosen = new HashSet<>();
        for (int i = 0; i < of; i++) {
            if (random.nextInt(4) > 0) {
                chosen.add(name + i);
            }
        }
        return chosen;
    }
}
