package org.jiebang.api.rank;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jiebang.matching.Signal;
import org.jspecify.annotations.Nullable;

/**
 * What can be left out of a ranking to measure what it brings: a signal, single characters, the weighing of a query's sentences, what is known
 * of all queries, or blind feedback.
 */
enum Ablation {
    TEXT(Signal.TEXT),
    MEANING(Signal.MEANING),
    CHAIN(Signal.CHAIN),
    REGION(Signal.REGION),
    STANDING(Signal.STANDING),
    LOAD(Signal.LOAD),
    FEEDBACK(Signal.FEEDBACK),
    CHARACTERS(null),
    FOCUS(null),
    ASKING(null),
    BLIND_FEEDBACK(null);

    private final @Nullable Signal signal;

    Ablation(@Nullable Signal signal) {
        this.signal = signal;
    }

    /** The signals among some. */
    static Set<Signal> signals(Set<Ablation> ablations) {
        Set<Signal> signals = EnumSet.noneOf(Signal.class);
        for (Ablation ablation : ablations) {
            if (ablation.signal != null) {
                signals.add(ablation.signal);
            }
        }
        return signals;
    }

    /**
     * Reads names divided by commas.
     *
     * @throws IllegalArgumentException if one is unknown
     */
    static Set<Ablation> parse(String names) {
        Set<Ablation> parsed = EnumSet.noneOf(Ablation.class);
        for (String name : names.split(",")) {
            if (!name.isBlank()) {
                parsed.add(Arrays.stream(values())
                        .filter(ablation -> ablation.code().equals(name.strip()))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "--without knows no '" + name.strip() + "'; it knows " + names() + ".")));
            }
        }
        return parsed;
    }

    private String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static String names() {
        return Arrays.stream(values()).map(Ablation::code).collect(Collectors.joining(", "));
    }
}
