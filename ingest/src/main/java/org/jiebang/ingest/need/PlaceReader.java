package org.jiebang.ingest.need;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where a need is to be solved. A place that begins the name of the unit comes before a name of which people decided where it is, that
 * before a place that stands there with its kind or begins a clause, and that before a mere mention; unless another is surer.
 */
final class PlaceReader {
    /** A place that a clause begins with or that stands there with its kind: mostly that of the unit, sometimes of another. */
    private static final double NAMED = 0.6;

    private static final double MENTIONED = 0.25;
    private static final int MOST = 4;
    private static final Gazetteer GAZETTEER = new Gazetteer();

    private final TaughtPlaces taught;

    PlaceReader(TaughtPlaces taught) {
        this.taught = taught;
    }

    /** What stands behind a label of the place, by its full name if the gazetteer knows it. */
    static Reading<String> behindLabel(Reading<String> labelled) {
        return GAZETTEER.places(labelled.value()).stream()
                .findFirst()
                .map(one -> new Reading<>(one.name(), labelled.start(), labelled.end(), Reading.LABELLED))
                .orElse(labelled);
    }

    /** Places of a text without a label, each once, the surest first. */
    List<Reading<String>> read(String text, @Nullable Reading<String> proposer) {
        List<Gazetteer.Place> named = GAZETTEER.places(text);
        List<Reading<String>> places = new ArrayList<>();
        if (proposer != null) {
            named.stream()
                    .filter(one -> one.start() == proposer.start() && one.end() <= proposer.end())
                    .map(one -> reading(one, Reading.SAID))
                    .forEach(places::add);
        }
        places.addAll(taught.of(text));
        named.stream()
                .filter(Gazetteer.Place::full)
                .map(one -> reading(one, one.start() == 0 ? Reading.SAID : NAMED))
                .forEach(places::add);
        named.stream()
                .filter(one -> !one.full())
                .map(one -> reading(one, MENTIONED))
                .forEach(places::add);
        places.sort(Comparator.comparingDouble((Reading<String> place) -> place.confidence())
                .reversed());
        Set<String> names = new TreeSet<>();
        return places.stream()
                .filter(place -> names.add(place.value()))
                .limit(MOST)
                .toList();
    }

    private static Reading<String> reading(Gazetteer.Place place, double confidence) {
        return new Reading<>(place.name(), place.start(), place.end(), confidence);
    }
}
