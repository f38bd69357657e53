package org.jiebang.index;

import java.io.InputStream;
import java.util.Objects;
import org.jiebang.catalog.Library;

/**
 * Names of indexes and fields. The mapping stands in {@code library-v3.json} beside this class; a change of shape, or of what counts as a
 * word, is a new version.
 */
public final class LibraryIndex {
    /** Version of the mapping; part of every index name. */
    public static final int VERSION = 3;

    /** Type of a record, e.g. {@code expert}. */
    public static final String TYPE = "type";

    public static final String ID = "id";
    public static final String TITLE = "title";

    /** Original texts in reading order; the source of snippets. */
    public static final String TEXTS = "texts";

    /** Words of the title, divided by spaces. */
    public static final String TITLE_WORDS = "title_words";

    /** Words of title and texts, divided by spaces. */
    public static final String WORDS = "words";

    /** Neighbouring characters of title and each text; every substring of a text is a phrase in it. */
    public static final String GRAMS = "grams";

    /** Full pinyin and initials of the title and its words. */
    public static final String PINYIN = "pinyin";

    public static final String SUGGEST = "suggest";

    /** Number of words, with repetitions. */
    public static final String WORD_COUNT = "word_count";

    /** Number of grams, with repetitions. */
    public static final String GRAM_COUNT = "gram_count";

    public static final String SORT_TITLE = "sort_title";
    public static final String FIELDS = "fields";
    public static final String SECTORS = "sectors";
    public static final String INDUSTRY_CLASS = "industry_class";
    public static final String CHAINS = "chains";
    public static final String SEGMENTS = "segments";

    /** The segments were guessed from the text and not stated. */
    public static final String SEGMENTS_GUESSED = "segments_guessed";

    /** Codes of the stated places, as they were stated. */
    public static final String PLACES = "places";

    /** Codes of the stated places and of those around them; a search for a city finds its counties. */
    public static final String REGIONS = "regions";

    public static final String PILOT = "pilot";
    public static final String STATUS = "status";
    public static final String ACADEMICIAN = "academician";
    public static final String BIRTH_YEAR = "birth_year";

    /** Short words for people, e.g. 研究员. */
    public static final String LABELS = "labels";

    public static final String STANDING = "standing";
    public static final String AVAILABILITY = "availability";
    public static final String SAMPLE = "sample";

    /** Version of the dictionary that the document was segmented with. */
    public static final String DICTIONARY = "dictionary";

    public static final String UPDATED_AT = "updated_at";

    private LibraryIndex() {}

    /** Name by which searches address a library, e.g. {@code jiebang-experts}. */
    public static String alias(Library library) {
        return "jiebang-" + library.code();
    }

    /** Name of a new index behind the alias, e.g. {@code jiebang-experts-v3-1763692800000}. */
    public static String newName(Library library, long epochMillis) {
        return alias(library) + "-v" + VERSION + "-" + epochMillis;
    }

    /** Settings and mapping as JSON; close the stream. */
    public static InputStream definition() {
        return Objects.requireNonNull(
                LibraryIndex.class.getResourceAsStream("library-v" + VERSION + ".json"), "index definition");
    }
}
