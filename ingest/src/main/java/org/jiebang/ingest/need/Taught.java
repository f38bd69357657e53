package org.jiebang.ingest.need;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jiebang.text.TextAnalyzer;

/**
 * What decisions of people taught a reader: words of industries, places of units, and how far its confidences can be trusted. Follows from
 * the decisions alone, whatever their order. Immutable.
 */
public final class Taught {
    /** Nothing. */
    public static final Taught NOTHING = new Taught(TaughtWords.NONE, TaughtPlaces.NONE, Map.of());

    private final TaughtWords words;
    private final TaughtPlaces places;
    private final Map<String, Calibration> calibrations;

    private Taught(TaughtWords words, TaughtPlaces places, Map<String, Calibration> calibrations) {
        this.words = words;
        this.places = places;
        this.calibrations = calibrations;
    }

    /** Learns from decisions. Blocking; for some thousand lessons well below a second. */
    public static Taught of(Collection<Lesson> lessons, TextAnalyzer analyzer) {
        List<Lesson> ordered = lessons.stream().sorted(Lesson.ORDER).toList();
        return new Taught(
                TaughtWords.of(of(ordered, NeedCells.INDUSTRY), analyzer),
                TaughtPlaces.of(of(ordered, NeedCells.PLACE)),
                ordered.stream()
                        // Where nothing was read there is no confidence to compare.
                        .filter(lesson -> !lesson.read().isBlank())
                        .collect(Collectors.groupingBy(
                                Lesson::heading, Collectors.collectingAndThen(Collectors.toList(), Calibration::of))));
    }

    private static List<Lesson> of(List<Lesson> lessons, String heading) {
        return lessons.stream()
                .filter(lesson -> lesson.heading().equals(heading))
                .toList();
    }

    TaughtWords words() {
        return words;
    }

    TaughtPlaces places() {
        return places;
    }

    /** How likely a value of a column is right that was read with a confidence. */
    double calibrated(String heading, double confidence) {
        return calibrations.getOrDefault(heading, Calibration.NONE).apply(confidence);
    }
}
