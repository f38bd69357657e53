package org.jiebang.api.matching;

import co.elastic.clients.elasticsearch.core.TermvectorsRequest;
import co.elastic.clients.elasticsearch.core.TermvectorsResponse;
import co.elastic.clients.elasticsearch.core.termvectors.TermVector;
import com.github.benmanes.caffeine.cache.Cache;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jiebang.api.platform.Elasticsearch;
import org.jiebang.catalog.Library;
import org.jiebang.index.LibraryIndex;
import org.jiebang.matching.CorpusStatistics;
import org.jiebang.matching.TermStatistics;
import org.jiebang.text.CorpusModel;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** How often terms occur in each library, as the search engine counts them; remembered as long as {@link Freshness} allows. */
final class LibraryStatistics {
    private static final int MOST_KEPT = 400_000;

    private final Elasticsearch elasticsearch;
    private final Function<Library, String> indexes;
    private final Cache<Key, Frequency> frequencies = Freshness.cache(MOST_KEPT, Frequency::documents);
    private final Cache<Library, Lengths> lengths = Freshness.cache(Library.values().length, Lengths::documents);

    LibraryStatistics(Elasticsearch elasticsearch, Function<Library, String> indexes) {
        this.elasticsearch = elasticsearch;
        this.indexes = indexes;
    }

    private record Key(Library library, String field, String term) {}

    /** Documents that hold a term, of so many. */
    private record Frequency(long held, long documents) {}

    private record Lengths(long documents, double words, double grams) {}

    /**
     * How often the given terms occur in a library.
     *
     * @param words words of the demand
     * @param pairs pairs of Han characters of the demand
     * @param model what is known of single characters
     */
    Mono<CorpusStatistics> of(Library library, Set<String> words, Set<String> pairs, CorpusModel model) {
        Lengths known = lengths.getIfPresent(library);
        Counts counts = known == null
                ? new Counts(new Count(words), new Count(pairs))
                : new Counts(counted(library, LibraryIndex.WORDS, words), counted(library, LibraryIndex.GRAMS, pairs));
        TermStatistics characters =
                new TermStatistics(model.documents(), model.averageCharacters(), model.characterFrequency());
        if (known != null && counts.words.missing.isEmpty() && counts.grams.missing.isEmpty()) {
            return Mono.just(counts.statistics(known, characters));
        }
        return elasticsearch
                .call(client ->
                        client.termvectors(vectors(indexes.apply(library), counts.words.missing, counts.grams.missing)))
                .map(response -> {
                    Lengths found = lengths(library, known, response);
                    add(counts.words, library, LibraryIndex.WORDS, response, found);
                    add(counts.grams, library, LibraryIndex.GRAMS, response, found);
                    return counts.statistics(found, characters);
                });
    }

    /** Terms that were counted already, and those that were not. */
    private record Count(Map<String, Long> held, Set<String> missing) {
        Count(Set<String> missing) {
            this(HashMap.newHashMap(missing.size()), missing);
        }
    }

    private record Counts(Count words, Count grams) {
        CorpusStatistics statistics(Lengths corpus, TermStatistics characters) {
            return new CorpusStatistics(
                    new TermStatistics(corpus.documents(), corpus.words(), words.held),
                    new TermStatistics(corpus.documents(), corpus.grams(), grams.held),
                    characters);
        }
    }

    private Count counted(Library library, String field, Set<String> terms) {
        Count count = new Count(new LinkedHashSet<>());
        for (String term : terms) {
            Frequency frequency = frequencies.getIfPresent(new Key(library, field, term));
            if (frequency == null) {
                count.missing.add(term);
            } else if (frequency.held() > 0) {
                count.held.put(term, frequency.held());
            }
        }
        return count;
    }

    /** Keeps what was found of the missing terms, those that occur nowhere as well. */
    private void add(Count count, Library library, String field, TermvectorsResponse response, Lengths corpus) {
        Map<String, Long> found = frequencies(response.termVectors().get(field));
        for (String term : count.missing) {
            long held = found.getOrDefault(term, 0L);
            frequencies.put(new Key(library, field, term), new Frequency(held, corpus.documents()));
            if (held > 0) {
                count.held.put(term, held);
            }
        }
    }

    private static TermvectorsRequest<Map<String, Object>> vectors(String index, Set<String> words, Set<String> grams) {
        Map<String, Object> document =
                Map.of(LibraryIndex.WORDS, String.join(" ", words), LibraryIndex.GRAMS, String.join(" ", grams));
        return TermvectorsRequest.of(vectors -> vectors.index(index)
                .doc(document)
                .fields(LibraryIndex.WORDS, LibraryIndex.GRAMS)
                .termStatistics(true)
                .fieldStatistics(true)
                .positions(false)
                .offsets(false)
                .payloads(false));
    }

    private Lengths lengths(Library library, @Nullable Lengths known, TermvectorsResponse response) {
        TermVector words = response.termVectors().get(LibraryIndex.WORDS);
        TermVector grams = response.termVectors().get(LibraryIndex.GRAMS);
        Lengths found = new Lengths(
                Math.max(documents(words), documents(grams)),
                words == null && known != null ? known.words() : averageLength(words),
                grams == null && known != null ? known.grams() : averageLength(grams));
        if (words != null && grams != null) {
            lengths.put(library, found);
        }
        return found;
    }

    private static long documents(@Nullable TermVector vector) {
        return vector == null || vector.fieldStatistics() == null
                ? 0
                : vector.fieldStatistics().docCount();
    }

    private static double averageLength(@Nullable TermVector vector) {
        long documents = documents(vector);
        return vector == null || vector.fieldStatistics() == null || documents == 0
                ? 0
                : (double) vector.fieldStatistics().sumTtf() / documents;
    }

    private static Map<String, Long> frequencies(@Nullable TermVector vector) {
        Map<String, Long> frequencies = new HashMap<>();
        if (vector != null) {
            vector.terms().forEach((term, statistics) -> {
                Integer frequency = statistics.docFreq();
                if (frequency != null) {
                    frequencies.put(term, (long) frequency);
                }
            });
        }
        return frequencies;
    }
}
