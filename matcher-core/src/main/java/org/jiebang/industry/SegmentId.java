package org.jiebang.industry;

import java.util.regex.Pattern;

/** Id of a chain segment, e.g. {@code C18-03}: chain {@code C18}, third segment. */
public record SegmentId(String value) implements Comparable<SegmentId> {
    private static final Pattern FORM = Pattern.compile("C\\d{2}-\\d{2}");

    public SegmentId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "'" + value + "' is no segment id such as C18-03. Maybe a name was given instead of its id.");
        }
    }

    /** Code of the chain, e.g. {@code C18}. */
    public String chain() {
        return value.substring(0, 3);
    }

    @Override
    public int compareTo(SegmentId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
