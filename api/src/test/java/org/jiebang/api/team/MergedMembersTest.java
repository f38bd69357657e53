package org.jiebang.api.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One person under two records is one member while the records are merged, and two again afterwards. */
class MergedMembersTest {
    private static final UUID KEPT = new UUID(0, 1);
    private static final UUID MERGED = new UUID(0, 2);
    private static final UUID OTHER = new UUID(0, 3);
    private static final MergedMembers ONE = new MergedMembers(Map.of(MERGED, KEPT));
    private static final MergedMembers APART = new MergedMembers(Map.of());

    private static TeamContent.DraftMember member(UUID id, int days, TeamContent.Role... roles) {
        return new TeamContent.DraftMember(id, Set.of(roles), false, days);
    }

    private static TeamContent team(TeamContent.DraftMember... members) {
        return new TeamContent(
                "示例团",
                "p",
                "c",
                List.of(),
                List.of(members),
                List.of(MERGED),
                List.of(),
                List.of(),
                List.of(),
                "",
                "",
                "");
    }

    @Test
    void aTeamThatHoldsBothRecordsHasOneMemberWithTheRolesOfBoth() {
        TeamContent both = team(member(MERGED, 30, TeamContent.Role.LEADER), member(OTHER, 0), member(KEPT, 0));
        TeamContent once = ONE.once(both);
        assertThat(once.members()).containsExactly(member(KEPT, 30, TeamContent.Role.LEADER), member(OTHER, 0));
        assertThat(once.excluded()).containsExactly(KEPT);
        assertThat(APART.once(both)).isEqualTo(both);
    }

    @Test
    void whatIsSavedMeanwhileGivesBothBackAfterTheMergeIsUndone() {
        TeamContent stored = team(member(KEPT, 0), member(MERGED, 5), member(OTHER, 0));
        TeamContent saved = ONE.retained(ONE.once(stored).with(List.of(member(KEPT, 9)), List.of()), stored);
        assertThat(APART.once(saved).members())
                .as("the other one was taken out, the person stays with both records")
                .containsExactly(member(KEPT, 9), member(MERGED, 5));
        assertThat(ONE.once(saved).members()).containsExactly(member(KEPT, 9));
    }

    @Test
    void aTeamThatHeldTheMergedRecordAloneHoldsThatAgain() {
        TeamContent stored = team(member(MERGED, 5));
        TeamContent saved = ONE.retained(ONE.once(stored), stored);
        assertThat(APART.once(saved)).isEqualTo(stored);
        assertThat(ONE.retained(ONE.once(stored).with(List.of(), List.of()), stored)
                        .members())
                .as("who was taken out stays out")
                .isEmpty();
    }
}
