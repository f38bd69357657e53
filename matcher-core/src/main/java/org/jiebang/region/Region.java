package org.jiebang.region;

import org.jspecify.annotations.Nullable;

/**
 * One place of the region tree.
 *
 * @param english name in English, as maps of the country spell it
 * @param parent the next larger place, null for a province
 * @param part 苏南, 苏中 or 苏北 for places inside Jiangsu below the province, else null
 * @param pilot one of the fifteen pilot counties (LIB-15)
 */
public record Region(
        RegionCode code,
        String name,
        String english,
        @Nullable RegionCode parent,
        Level level,
        @Nullable Part part,
        boolean pilot) {

    /** Depth in the tree. */
    public enum Level {
        PROVINCE,
        CITY,
        COUNTY
    }

    /** The customary three parts of Jiangsu (ledger 9.2). */
    public enum Part {
        SOUTH("苏南", "Southern Jiangsu"),
        MIDDLE("苏中", "Central Jiangsu"),
        NORTH("苏北", "Northern Jiangsu");

        private final String label;
        private final String english;

        Part(String label, String english) {
            this.label = label;
            this.english = english;
        }

        public String label() {
            return label;
        }

        public String english() {
            return english;
        }
    }
}
