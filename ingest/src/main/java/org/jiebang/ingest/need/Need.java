package org.jiebang.ingest.need;

import java.util.List;
import org.jiebang.catalog.Money;
import org.jiebang.element.Element;
import org.jiebang.industry.IndustryField;
import org.jiebang.industry.SegmentId;
import org.jiebang.region.RegionCode;
import org.jspecify.annotations.Nullable;

/**
 * What a text says of a need, as far as it was found; what is null or empty was not.
 *
 * @param proposer unit that asks
 * @param industries 产业领域, the surest first
 * @param segments links of industry chains, the surest first
 * @param places where it is to be solved, the surest first; in full from the province down to the county if the text tells it, else in the
 *     words of the text
 * @param region code of the surest place, if the platform knows it
 * @param investment the largest amount that the text names as its budget
 * @param deadline in the words of the text
 * @param description what is needed and why, without contact data
 * @param contacts what was masked
 * @param masked the text with every character of contact data replaced, so that places in it stay the same
 */
public record Need(
        @Nullable Reading<String> title,
        @Nullable Reading<String> proposer,
        List<Reading<IndustryField>> industries,
        List<Reading<SegmentId>> segments,
        List<Reading<String>> places,
        @Nullable RegionCode region,
        @Nullable Reading<Money> investment,
        @Nullable Reading<String> deadline,
        @Nullable Reading<String> description,
        List<Element> elements,
        List<Reading<ContactPart>> contacts,
        String masked) {
    public Need {
        industries = List.copyOf(industries);
        segments = List.copyOf(segments);
        places = List.copyOf(places);
        elements = List.copyOf(elements);
        contacts = List.copyOf(contacts);
    }

    /** The surest place; null if none was found. */
    public @Nullable Reading<String> place() {
        return places.isEmpty() ? null : places.getFirst();
    }

    /** Kinds of contact data. */
    public enum ContactPart {
        PERSON,
        PHONE,
        EMAIL,
        IDENTITY
    }
}
