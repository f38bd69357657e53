package org.jiebang.api.matching;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jiebang.catalog.Library;
import org.jiebang.index.LibraryIndex;
import org.jiebang.industry.IndustryField;
import org.jiebang.industry.SegmentId;
import org.jiebang.matching.Profile;
import org.jiebang.matching.TermCounts;
import org.jiebang.region.RegionCode;
import org.jiebang.text.FoldedText;
import org.jiebang.text.LatentSpace;
import org.jiebang.text.Meaning;
import org.jiebang.text.TermBag;
import org.jiebang.text.TermVector;
import org.jspecify.annotations.Nullable;

/** A document of an index with what follows from it alone, whatever is asked for. Safe from any thread. */
final class IndexedRecord {
    /** What is read of a document. */
    static final List<String> FIELDS = List.of(
            LibraryIndex.ID,
            LibraryIndex.TITLE,
            LibraryIndex.TEXTS,
            LibraryIndex.WORDS,
            LibraryIndex.WORD_COUNT,
            LibraryIndex.GRAM_COUNT,
            LibraryIndex.SEGMENTS,
            LibraryIndex.FIELDS,
            LibraryIndex.PLACES,
            LibraryIndex.STANDING,
            LibraryIndex.AVAILABILITY,
            LibraryIndex.LABELS);

    /** Bytes of a document beside its texts: sets, its place, references. */
    private static final int BESIDES = 1_300;

    private final String id;
    private final String title;
    private final List<String> texts;
    private final int wordCount;
    private final int gramCount;
    private final int characterCount;
    private final TermVector terms;
    private final Set<SegmentId> segments;
    private final Set<IndustryField> fields;
    private final List<String> places;
    private final Set<RegionCode> regions;
    private final double standing;
    private final double availability;
    private final List<String> labels;
    private volatile @Nullable Place place;

    private record Place(LatentSpace space, Meaning meaning) {}

    /** A document as the search engine gives it. */
    record Source(
            @JsonProperty(LibraryIndex.ID) String id,
            @JsonProperty(LibraryIndex.TITLE) String title,
            @JsonProperty(LibraryIndex.TEXTS) List<String> texts,
            @JsonProperty(LibraryIndex.WORDS) String words,
            @JsonProperty(LibraryIndex.WORD_COUNT) int wordCount,
            @JsonProperty(LibraryIndex.GRAM_COUNT) int gramCount,
            @JsonProperty(LibraryIndex.SEGMENTS) List<String> segments,
            @JsonProperty(LibraryIndex.FIELDS) List<String> fields,
            @JsonProperty(LibraryIndex.PLACES) List<String> places,
            @JsonProperty(LibraryIndex.STANDING) double standing,
            @JsonProperty(LibraryIndex.AVAILABILITY) double availability,
            @JsonProperty(LibraryIndex.LABELS) List<String> labels) {}

    IndexedRecord(Source source) {
        this.id = source.id();
        this.title = source.title();
        this.texts = source.texts();
        this.wordCount = source.wordCount();
        this.gramCount = source.gramCount();
        FoldedText folded = FoldedText.of(title, texts);
        this.characterCount = folded.length();
        this.terms = TermVector.of(source.words(), folded);
        this.segments = source.segments().stream().map(SegmentId::new).collect(Collectors.toUnmodifiableSet());
        this.fields = source.fields().stream().map(IndustryField::valueOf).collect(Collectors.toUnmodifiableSet());
        this.places = source.places();
        this.regions = places.stream().map(RegionCode::new).collect(Collectors.toUnmodifiableSet());
        this.standing = source.standing();
        this.availability = source.availability();
        this.labels = source.labels();
    }

    String id() {
        return id;
    }

    /** Bytes that it takes, nearly. */
    int weight() {
        int characters = title.length();
        for (String text : texts) {
            characters += text.length();
        }
        return BESIDES + 2 * characters + terms.weight();
    }

    /** Where the document lies, bare; computed once for a space, for people look at the same ones again. */
    Meaning meaning(LatentSpace space) {
        Place known = place;
        if (known == null || known.space() != space) {
            known = new Place(space, space.meaning(terms).bare());
            place = known;
        }
        return known.meaning();
    }

    /** What ranking knows of the document but its terms. */
    Profile profile(Library library, LatentSpace space) {
        return profile(library, meaning(space));
    }

    private Profile profile(Library library, Meaning meaning) {
        return new Profile(
                library,
                TermBag.EMPTY,
                TermBag.EMPTY,
                TermBag.EMPTY,
                meaning,
                segments,
                fields,
                regions,
                standing,
                availability);
    }

    /** The terms that one demand asks for. */
    TermCounts terms(TermCounts.Counter counter) {
        return counter.count(terms, wordCount, gramCount, characterCount);
    }

    /** The document as one demand looks at it, with what explains it: of the terms only those that the demand asks for. */
    Candidates.Candidate candidate(Library library, LatentSpace space, TermCounts.Counter counter) {
        Profile seen = terms(counter).of(profile(library, space.meaning(terms)));
        return new Candidates.Candidate(id, title, texts, labels, places, seen);
    }
}
