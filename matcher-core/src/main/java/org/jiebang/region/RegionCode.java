package org.jiebang.region;

import java.util.regex.Pattern;

/** Code of an administrative division, six digits (GB/T 2260): 32 province, 3205 city, 320581 county. */
public record RegionCode(String value) implements Comparable<RegionCode> {
    private static final Pattern SIX_DIGITS = Pattern.compile("[1-9]\\d{5}");

    public RegionCode {
        if (!SIX_DIGITS.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "'" + value + "' is no region code of six digits. Maybe a name was given instead of its code.");
        }
    }

    static boolean isCode(String text) {
        return SIX_DIGITS.matcher(text).matches();
    }

    @Override
    public int compareTo(RegionCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
