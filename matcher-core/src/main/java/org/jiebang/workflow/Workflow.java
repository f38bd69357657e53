package org.jiebang.workflow;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A table of transitions. What is not in it cannot happen. Immutable.
 *
 * @param <S> states
 * @param <E> events
 * @param <N> what events need
 */
public final class Workflow<S extends Enum<S>, E extends Enum<E>, N extends Enum<N>> {
    private final Class<S> states;
    private final Class<N> needs;
    private final Map<S, Map<E, Transition<S, E, N>>> table;

    private Workflow(Class<S> states, Class<N> needs, Map<S, Map<E, Transition<S, E, N>>> table) {
        this.states = states;
        this.needs = needs;
        this.table = table;
    }

    /**
     * Reads a table with the columns {@code from, event, to, needs}; several needs are separated by spaces.
     *
     * @param file resource beside the states' class
     * @throws IllegalStateException names the line that is wrong: an unknown word, or a cell that stands there twice
     */
    public static <S extends Enum<S>, E extends Enum<E>, N extends Enum<N>> Workflow<S, E, N> read(
            Class<S> states, Class<E> events, Class<N> needs, String file) {
        Map<S, Map<E, Transition<S, E, N>>> table = new EnumMap<>(states);
        for (NamedCsvRecord line : lines(states, file)) {
            try {
                Transition<S, E, N> transition = new Transition<>(
                        Enum.valueOf(states, line.getField("from")),
                        Enum.valueOf(events, line.getField("event")),
                        Enum.valueOf(states, line.getField("to")),
                        needs(needs, line.getField("needs")));
                if (table.computeIfAbsent(transition.from(), state -> new EnumMap<>(events))
                                .put(transition.event(), transition)
                        != null) {
                    throw new IllegalArgumentException(
                            transition.event() + " in " + transition.from() + " stands there twice");
                }
            } catch (IllegalArgumentException wrong) {
                throw new IllegalStateException(
                        file + ", line " + line.getStartingLineNumber() + ": " + wrong.getMessage(), wrong);
            }
        }
        return new Workflow<>(states, needs, table);
    }

    private static List<NamedCsvRecord> lines(Class<?> beside, String file) {
        try (InputStream input = Objects.requireNonNull(beside.getResourceAsStream(file), file);
                CsvReader<NamedCsvRecord> reader =
                        CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(input, StandardCharsets.UTF_8))) {
            return reader.stream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <N extends Enum<N>> Set<N> needs(Class<N> type, String words) {
        Set<N> needs = EnumSet.noneOf(type);
        Arrays.stream(words.split(" "))
                .filter(word -> !word.isEmpty())
                .map(word -> Enum.valueOf(type, word))
                .forEach(needs::add);
        return needs;
    }

    /**
     * What becomes of an event.
     *
     * @param given what is there of what an event may need
     */
    public Step<S, N> step(S from, E event, Set<N> given) {
        Transition<S, E, N> transition = find(from, event).orElse(null);
        if (transition == null) {
            return new Step.Impossible<>(statesFor(event));
        }
        Set<N> missing = transition.missing(given, needs);
        return missing.isEmpty() ? new Step.Taken<>(transition.to()) : new Step.Incomplete<>(missing);
    }

    public Optional<Transition<S, E, N>> find(S from, E event) {
        return Optional.ofNullable(table.getOrDefault(from, Map.of()).get(event));
    }

    /** What may happen in a state, in the order of the events. */
    public List<Transition<S, E, N>> from(S state) {
        return List.copyOf(table.getOrDefault(state, Map.of()).values());
    }

    /** Every cell, state by state. */
    public List<Transition<S, E, N>> transitions() {
        List<Transition<S, E, N>> all = new ArrayList<>();
        for (S state : states.getEnumConstants()) {
            all.addAll(from(state));
        }
        return List.copyOf(all);
    }

    private Set<S> statesFor(E event) {
        Set<S> possible = EnumSet.noneOf(states);
        table.forEach((state, events) -> {
            if (events.containsKey(event)) {
                possible.add(state);
            }
        });
        return possible;
    }
}
