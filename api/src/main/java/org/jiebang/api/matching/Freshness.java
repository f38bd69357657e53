package org.jiebang.api.matching;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.util.function.ToLongFunction;

/**
 * How long what was counted in a library may be used. Ten more records change a library of twenty, not one of a hundred thousand; so a
 * tenth of a second for each record, from a second to {@link #LONGEST}. A library that is just being filled is counted again and again.
 */
final class Freshness {
    static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final int MILLIS_A_DOCUMENT = 100;

    private Freshness() {}

    /**
     * @param documents when it was counted
     */
    static Duration of(long documents) {
        long counted =
                Math.clamp(documents, SHORTEST.toMillis() / MILLIS_A_DOCUMENT, LONGEST.toMillis() / MILLIS_A_DOCUMENT);
        return Duration.ofMillis(counted * MILLIS_A_DOCUMENT);
    }

    /** What is kept by the size of the library that it was counted in. */
    static <K, V> Cache<K, V> cache(int most, ToLongFunction<V> documents) {
        return Caffeine.newBuilder()
                .expireAfter(Expiry.<K, V>writing((key, value) -> of(documents.applyAsLong(value))))
                .maximumSize(most)
                .build();
    }
}
