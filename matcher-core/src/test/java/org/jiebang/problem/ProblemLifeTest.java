package org.jiebang.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jiebang.workflow.Step;
import org.jiebang.workflow.Transition;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ProblemLifeTest {
    /** Written a second time, from the notices' words, so that a slip in the table shows. */
    private static final Map<ProblemState, String> POSSIBLE = Map.ofEntries(
            Map.entry(ProblemState.DRAFT, "SUBMIT>TRIAGE"),
            Map.entry(ProblemState.TRIAGE, "ASK>QUESTIONED ACCEPT>RECOMMENDATION REJECT>REJECTED WITHDRAW>WITHDRAWN"),
            Map.entry(ProblemState.QUESTIONED, "SUBMIT>TRIAGE WITHDRAW>WITHDRAWN"),
            Map.entry(ProblemState.RECOMMENDATION, "RECOMMEND>ASSESSMENT RETURN>TRIAGE WITHDRAW>WITHDRAWN"),
            Map.entry(ProblemState.ASSESSMENT, "ASSESS>ASSESSED DISMISS>REJECTED WITHDRAW>WITHDRAWN"),
            Map.entry(ProblemState.ASSESSED, "POST>POSTED WITHDRAW>WITHDRAWN"),
            Map.entry(ProblemState.POSTED, "SELECT>DOCKING WITHDRAW>WITHDRAWN EXPIRE>EXPIRED"),
            Map.entry(ProblemState.DOCKING, "SIGN>AGREED BREAK_OFF>POSTED WITHDRAW>WITHDRAWN"),
            Map.entry(ProblemState.AGREED, "BREAK_OFF>POSTED DELIVER>DELIVERED"),
            Map.entry(ProblemState.DELIVERED, "CONFIRM>CLOSED DISPUTE>DISPUTED"),
            Map.entry(ProblemState.DISPUTED, "BREAK_OFF>POSTED CONFIRM>CLOSED REWORK>AGREED"),
            Map.entry(ProblemState.CLOSED, "REOPEN>DISPUTED"),
            Map.entry(ProblemState.EXPIRED, "REOPEN>ASSESSED"),
            Map.entry(ProblemState.WITHDRAWN, "REOPEN>DRAFT"),
            Map.entry(ProblemState.REJECTED, "REOPEN>DRAFT"));

    private static Optional<ProblemState> expected(ProblemState state, ProblemEvent event) {
        return Stream.of(POSSIBLE.get(state).split(" "))
                .map(cell -> cell.split(">"))
                .filter(cell -> cell[0].equals(event.name()))
                .map(cell -> ProblemState.valueOf(cell[1]))
                .findFirst();
    }

    @TestFactory
    Stream<DynamicTest> everyCell() {
        return Stream.of(ProblemState.values())
                .flatMap(state -> Stream.of(ProblemEvent.values())
                        .map(event -> DynamicTest.dynamicTest(state + " " + event, () -> check(state, event))));
    }

    private static void check(ProblemState state, ProblemEvent event) {
        Set<ProblemNeed> everything = EnumSet.allOf(ProblemNeed.class);
        Step<ProblemState, ProblemNeed> step = ProblemLife.TABLE.step(state, event, everything);
        Optional<ProblemState> target = expected(state, event);
        if (target.isEmpty()) {
            Set<ProblemState> elsewhere = Stream.of(ProblemState.values())
                    .filter(other -> expected(other, event).isPresent())
                    .collect(Collectors.toSet());
            assertThat(step).isEqualTo(new Step.Impossible<ProblemState, ProblemNeed>(elsewhere));
            return;
        }
        assertThat(step).isEqualTo(new Step.Taken<ProblemState, ProblemNeed>(target.orElseThrow()));
        // Without one of its needs it is refused by the name of just that need.
        Set<ProblemNeed> needs =
                ProblemLife.TABLE.find(state, event).orElseThrow().needs();
        for (ProblemNeed need : needs) {
            Set<ProblemNeed> without = EnumSet.complementOf(EnumSet.of(need));
            assertThat(ProblemLife.TABLE.step(state, event, without))
                    .isEqualTo(new Step.Incomplete<ProblemState, ProblemNeed>(Set.of(need)));
        }
    }

    /** The loop closes by CONFIRM alone, after a solution was delivered, and every state can be left. */
    @Test
    void nothingClosesTheLoopButConfirmation() {
        List<Transition<ProblemState, ProblemEvent, ProblemNeed>> closing = ProblemLife.TABLE.transitions().stream()
                .filter(transition -> transition.to() == ProblemState.CLOSED)
                .toList();
        assertThat(closing).isNotEmpty().allSatisfy(transition -> {
            assertThat(transition.event()).isEqualTo(ProblemEvent.CONFIRM);
            assertThat(transition.needs()).containsExactly(ProblemNeed.SATISFACTION);
            assertThat(transition.from()).isIn(ProblemState.DELIVERED, ProblemState.DISPUTED);
        });
        for (ProblemState state : ProblemState.values()) {
            assertThat(ProblemLife.TABLE.from(state)).as(state.name()).isNotEmpty();
        }
    }

    /** 100,000 random events with random things at hand, from a fixed seed. */
    @Test
    void aRandomWalkStaysInTheTable() {
        Random random = new Random(20_240_315);
        ProblemState state = ProblemState.DRAFT;
        boolean delivered = false;
        Set<ProblemState> seen = EnumSet.noneOf(ProblemState.class);
        for (int i = 0; i < 100_000; i++) {
            // Half of the events are any at all, half such as the state allows, so that the walk gets to the end.
            List<Transition<ProblemState, ProblemEvent, ProblemNeed>> possible = ProblemLife.TABLE.from(state);
            ProblemEvent event = random.nextBoolean()
                    ? ProblemEvent.values()[random.nextInt(ProblemEvent.values().length)]
                    : possible.get(random.nextInt(possible.size())).event();
            Set<ProblemNeed> given = EnumSet.noneOf(ProblemNeed.class);
            for (ProblemNeed need : ProblemNeed.values()) {
                if (random.nextInt(8) > 0) {
                    given.add(need);
                }
            }
            if (ProblemLife.TABLE.step(state, event, given) instanceof Step.Taken<ProblemState, ProblemNeed> taken) {
                assertThat(expected(state, event)).contains(taken.to());
                assertThat(given)
                        .containsAll(ProblemLife.TABLE
                                .find(state, event)
                                .orElseThrow()
                                .needs());
                if (event == ProblemEvent.DELIVER) {
                    delivered = true;
                } else if (taken.to() == ProblemState.POSTED || taken.to() == ProblemState.DRAFT) {
                    delivered = false;
                }
                if (taken.to() == ProblemState.CLOSED) {
                    assertThat(delivered).as("closed after a delivery").isTrue();
                }
                state = taken.to();
                seen.add(state);
            }
        }
        assertThat(seen).containsExactlyInAnyOrder(ProblemState.values());
    }
}
