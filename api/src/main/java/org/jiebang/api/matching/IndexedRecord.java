package org.jiebang.api.matching;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jiebang.catalog.Library;
import org.jiebang.index.LibraryIndex;
import org.jiebang.industry.IndustryField;
import org.jiebang.industry.SegmentId;
import org.jiebang.matching.Profile;
import org.jiebang.region.RegionCode;
import org.jiebang.text.CharacterCounter;
import org.jiebang.text.FoldedText;
import org.jiebang.text.LatentSpace;
import org.jiebang.text.Meaning;
import org.jiebang.text.TermBag;
import org.jiebang.text.WordCounter;

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

    /** Bytes of a document beside its texts: sets, the meaning, references. */
    private static final int BESIDES = 2_500;

    private final String id;
    private final String title;
    private final List<String> texts;
    private final FoldedText folded;
    private final String words;
    private final int wordCount;
    private final int gramCount;
    private final Set<SegmentId> segments;
    private final Set<IndustryField> fields;
    private final List<String> places;
    private final Set<RegionCode> regions;
    private final double standing;
    private final double availability;
    private final List<String> labels;
    private volatile Place place = new Place(LatentSpace.EMPTY, Meaning.NONE);

    private record Place(LatentSpace space, Meaning meaning) {}

    @JsonCreator
    IndexedRecord(
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
            @JsonProperty(LibraryIndex.LABELS) List<String> labels) {
        this.id = id;
        this.title = title;
        this.texts = texts;
        this.folded = FoldedText.of(title, texts);
        this.words = words;
        this.wordCount = wordCount;
        this.gramCount = gramCount;
        this.segments = segments.stream().map(SegmentId::new).collect(Collectors.toUnmodifiableSet());
        this.fields = fields.stream().map(IndustryField::valueOf).collect(Collectors.toUnmodifiableSet());
        this.places = places;
        this.regions = places.stream().map(RegionCode::new).collect(Collectors.toUnmodifiableSet());
        this.standing = standing;
        this.availability = availability;
        this.labels = labels;
    }

    String id() {
        return id;
    }

    /** Bytes that it takes, nearly. */
    int weight() {
        return BESIDES + 2 * (2 * folded.characters().length() + words.length());
    }

    /** Where the document lies; computed once for a space, for people look at the same candidates again and again. */
    private Meaning meaning(LatentSpace space) {
        Place known = place;
        if (known.space() != space) {
            known = new Place(space, space.meaning(words));
            place = known;
        }
        return known.meaning();
    }

    /** The document as one demand looks at it. */
    Candidates.Candidate candidate(
            Library library, LatentSpace space, WordCounter wanted, CharacterCounter characters) {
        CharacterCounter.Counts counts = characters.count(folded);
        Profile profile = new Profile(
                library,
                new TermBag(wanted.count(words), wordCount),
                new TermBag(counts.pairs(), gramCount),
                new TermBag(counts.characters(), folded.length()),
                meaning(space),
                segments,
                fields,
                regions,
                standing,
                availability);
        return new Candidates.Candidate(id, title, texts, labels, places, profile);
    }
}
