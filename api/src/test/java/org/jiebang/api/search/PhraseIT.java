package org.jiebang.api.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.sample.SampleLibraries;
import org.jiebang.sample.SampleSizes;
import org.junit.jupiter.api.Test;

/** Whatever the segmenter makes of a text: a phrase that stands in it finds it. */
@PlatformTest
class PhraseIT {
    private static final long SEED = 20_261_121;
    private static final int PHRASES = 300;
    private static final int SHORTEST = 2;
    private static final int LONGEST = 15;
    private static final String QUOTES = "\"“”„‟＂";

    private final Platform platform;

    PhraseIT(Platform platform) {
        this.platform = platform;
    }

    private record Phrase(LibraryRecord item, String text) {}

    @Test
    void findsEveryPhraseThatStandsInARecord() {
        platform.awaitSamples();
        Random random = new Random(SEED);
        List<LibraryRecord> records = Arrays.stream(Library.values())
                .<LibraryRecord>flatMap(library -> SampleLibraries.standard()
                        .records(library, SampleSizes.standard().of(library)))
                .toList();
        List<Phrase> phrases = Stream.generate(() -> phrase(records.get(random.nextInt(records.size())), random))
                .flatMap(Optional::stream)
                .limit(PHRASES)
                .toList();

        List<Phrase> missed = new ArrayList<>();
        for (Phrase phrase : phrases) {
            boolean found =
                    platform
                            .searchAll(
                                    "q",
                                    '"' + phrase.text() + '"',
                                    "type",
                                    phrase.item().library().type())
                            .stream()
                            .anyMatch(hit -> hit.path("title")
                                    .asString()
                                    .equals(phrase.item().title()));
            if (!found) {
                missed.add(phrase);
            }
        }
        assertThat(missed).as("Seed %d", SEED).isEmpty();
    }

    /** A piece of the record's title or texts; empty if it cannot be put in quotes. */
    private static Optional<Phrase> phrase(LibraryRecord item, Random random) {
        List<String> texts = new ArrayList<>(item.texts());
        texts.add(item.title());
        String text = texts.get(random.nextInt(texts.size()));
        int length = Math.min(text.length(), random.nextInt(SHORTEST, LONGEST + 1));
        int start = random.nextInt(text.length() - length + 1);
        String piece = text.substring(start, start + length);
        boolean quotable = !piece.isBlank()
                && piece.chars().noneMatch(c -> QUOTES.indexOf(c) >= 0 || Character.isSurrogate((char) c));
        return quotable ? Optional.of(new Phrase(item, piece)) : Optional.empty();
    }
}
