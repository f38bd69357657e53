package org.jiebang.matching;

import org.jiebang.industry.SegmentId;
import org.jiebang.region.RegionCode;

/** One thing that could be otherwise about a supply, and that a person understands. */
public sealed interface Change {

    /** The supply sits there, or serves there as well. */
    record Place(RegionCode region) implements Change {}

    /** The supply covers a segment of the demand. */
    record Covering(SegmentId segment) implements Change {}

    /** The supply has nothing else to do. */
    record Free() implements Change {}

    /** The supply names a word of the demand that it does not name. */
    record Naming(String word) implements Change {}
}
