package org.jiebang.exclusion;

import java.util.Set;
import org.jiebang.catalog.ProblemStatus;
import org.jiebang.matching.Sentence;

/** Why a pair stands in no list; not a matter of score. */
public sealed interface Exclusion {
    /** Kind of the reason, for counting. */
    enum Kind {
        CONFLICT_OF_INTEREST,
        WORKLOAD,
        NOT_OPEN,
        SANCTION
    }

    Kind kind();

    /** The reason with its evidence. */
    default Sentence sentence() {
        return ExclusionText.of(this);
    }

    /**
     * Who would help belongs to the unit that asks.
     *
     * @param who person or unit on the side that would help
     * @param unit as that side names it
     * @param proposer as the problem names it
     */
    record OwnUnit(String who, String unit, String proposer, UnitEvidence evidence) implements Exclusion {
        @Override
        public Kind kind() {
            return Kind.CONFLICT_OF_INTEREST;
        }
    }

    /**
     * Who would help stands under another record in the unit that asks.
     *
     * @param who the person
     * @param unit unit of the other record
     * @param evidence why the other record is the same person; empty where a third record joins the two
     */
    record OwnUnitElsewhere(String who, String unit, String proposer, Set<PersonEvidence> evidence)
            implements Exclusion {
        @Override
        public Kind kind() {
            return Kind.CONFLICT_OF_INTEREST;
        }
    }

    /**
     * Who would judge is named on the team that asks.
     *
     * @param who the person
     * @param team name of the team
     * @param evidence why the one on the roster is the same person; empty where a third record joins the two
     */
    record OnTeam(String who, String team, Set<PersonEvidence> evidence) implements Exclusion {
        @Override
        public Kind kind() {
            return Kind.CONFLICT_OF_INTEREST;
        }
    }

    /**
     * No room for one more task.
     *
     * @param active tasks carried now
     * @param capacity tasks that may be carried at a time
     */
    record FullyLoaded(int active, int capacity) implements Exclusion {
        @Override
        public Kind kind() {
            return Kind.WORKLOAD;
        }
    }

    /** The problem is solved or closed. */
    record NotOpen(ProblemStatus status) implements Exclusion {
        @Override
        public Kind kind() {
            return Kind.NOT_OPEN;
        }
    }

    /**
     * A sanction is in force.
     *
     * @param who who is sanctioned, as this pair names him
     * @param evidence why the sanctioned record is the same person; empty if it is the record itself or a unit
     */
    record Sanctioned(String who, Sanction sanction, Set<PersonEvidence> evidence) implements Exclusion {
        @Override
        public Kind kind() {
            return Kind.SANCTION;
        }
    }
}
