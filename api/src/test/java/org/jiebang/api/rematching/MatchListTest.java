package org.jiebang.api.rematching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jiebang.catalog.Library;
import org.junit.jupiter.api.Test;

class MatchListTest {
    private static final MatchList.Key KEY = new MatchList.Key(new UUID(0, 1), Library.EXPERTS);

    private static List<MatchList.Entry> entries(Map<UUID, Double> scores) {
        return scores.entrySet().stream()
                .map(score -> new MatchList.Entry(score.getKey(), score.getValue()))
                .toList();
    }

    /** Whoever changes, the list is what it would be if everybody were looked at again, or says that it must be made anew. */
    @Test
    void comparingTheChangedGivesTheListOfAll() {
        Random random = new Random(7);
        int kept = 0;
        for (int round = 0; round < 3_000; round++) {
            Map<UUID, Double> scores = new TreeMap<>();
            int supplies = random.nextInt(60);
            for (int i = 0; i < supplies; i++) {
                // Few different scores, so that many are equal.
                scores.put(new UUID(0, i), random.nextInt(30) / 30.0);
            }
            MatchList before = new MatchList(KEY, 1, List.of()).with(entries(scores));
            Set<UUID> changed = new HashSet<>();
            Map<UUID, Double> rescored = new TreeMap<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                UUID one = new UUID(0, random.nextInt(70));
                changed.add(one);
                scores.remove(one);
                rescored.remove(one);
                if (random.nextInt(4) > 0) {
                    scores.put(one, random.nextInt(30) / 30.0);
                    rescored.put(one, scores.get(one));
                }
            }
            Optional<MatchList> after = before.after(changed, entries(rescored));
            if (after.isPresent()) {
                kept++;
                assertThat(scoresOf(after.orElseThrow()))
                        .as("round %d", round)
                        .isEqualTo(scoresOf(before.with(entries(scores))));
            }
        }
        assertThat(kept).as("most lists need not be made anew").isGreaterThan(1_500);
    }

    private static List<Double> scoresOf(MatchList list) {
        return list.entries().stream().map(MatchList.Entry::score).toList();
    }

    @Test
    void whoFallsOutOfAFullListMakesRoomForSomebodyUnknown() {
        List<MatchList.Entry> full = new ArrayList<>();
        for (int i = 0; i < MatchList.MOST; i++) {
            full.add(new MatchList.Entry(new UUID(1, i), 1 - i / 100.0));
        }
        MatchList list = new MatchList(KEY, 1, full);
        UUID first = full.getFirst().supply();
        assertThat(list.after(Set.of(first), List.of())).isEmpty();
        assertThat(list.after(Set.of(first), List.of(new MatchList.Entry(first, 0.1))))
                .isEmpty();
        assertThat(list.after(Set.of(first), List.of(new MatchList.Entry(first, 0.9))))
                .hasValueSatisfying(after -> assertThat(after.ranks()).containsEntry(first, 10));
        UUID newcomer = new UUID(2, 0);
        assertThat(list.after(Set.of(newcomer), List.of(new MatchList.Entry(newcomer, 0.95))))
                .hasValueSatisfying(after -> {
                    assertThat(after.entries()).hasSize(MatchList.MOST);
                    assertThat(list.beyond(after))
                            .containsExactly(full.getLast().supply());
                });
    }
}
