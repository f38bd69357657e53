package org.jiebang.team;

/** What a rule counts among the members of a team. */
public sealed interface Trait {
    boolean of(TeamCandidate candidate, Fit fit);

    /** Whether everyone who has this has the other as well. */
    default boolean implies(Trait other) {
        return equals(other);
    }

    /** 若干岁及以下 (CT-14); not those of unknown age. */
    record AgedAtMost(int years) implements Trait {
        @Override
        public boolean of(TeamCandidate candidate, Fit fit) {
            return candidate.age() > 0 && candidate.age() <= years;
        }

        @Override
        public boolean implies(Trait other) {
            return other instanceof AgedAtMost wider && years <= wider.years();
        }
    }

    /** 青年人才托举工程入选者 (CT-15). */
    record SupportedYouth() implements Trait {
        @Override
        public boolean of(TeamCandidate candidate, Fit fit) {
            return candidate.supportedYouth();
        }
    }

    /** 企业、高校、院所 (CT-17). */
    record From(Affiliation affiliation) implements Trait {
        @Override
        public boolean of(TeamCandidate candidate, Fit fit) {
            return candidate.affiliation() == affiliation;
        }
    }

    record OfOrganisation(String organisation) implements Trait {
        @Override
        public boolean of(TeamCandidate candidate, Fit fit) {
            return candidate.organisation().equals(organisation);
        }
    }

    record In(Scope scope, String name) implements Trait {
        @Override
        public boolean of(TeamCandidate candidate, Fit fit) {
            return scope.of(candidate).contains(name);
        }
    }

    /** Serves a demand element at least so well; quality above 0 up to 1. */
    record Skilled(String element, double quality) implements Trait {
        @Override
        public boolean of(TeamCandidate candidate, Fit fit) {
            return fit.quality().getOrDefault(element, 0.0) >= quality;
        }

        @Override
        public boolean implies(Trait other) {
            return other instanceof Skilled lesser && lesser.element().equals(element) && quality >= lesser.quality();
        }
    }
}
