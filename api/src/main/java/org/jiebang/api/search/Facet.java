package org.jiebang.api.search;

import org.jiebang.index.LibraryIndex;

/** A property by which hits are filtered and counted. */
enum Facet {
    TYPE("type", LibraryIndex.TYPE, 6),
    FIELD("field", LibraryIndex.FIELDS, 29),
    SECTOR("sector", LibraryIndex.SECTORS, 13),
    CHAIN("chain", LibraryIndex.CHAINS, 60),
    SEGMENT("segment", LibraryIndex.SEGMENTS, 40),
    REGION("region", LibraryIndex.REGIONS, 160),
    STATUS("status", LibraryIndex.STATUS, 8),
    INDUSTRY_CLASS("industryClass", LibraryIndex.INDUSTRY_CLASS, 3),
    ACADEMICIAN("academician", LibraryIndex.ACADEMICIAN, 2),
    AGE_GROUP("ageGroup", LibraryIndex.BIRTH_YEAR, 4);

    private final String parameter;
    private final String field;
    private final int most;

    Facet(String parameter, String field, int most) {
        this.parameter = parameter;
        this.field = field;
        this.most = most;
    }

    /** Name in addresses and answers. */
    String parameter() {
        return parameter;
    }

    String field() {
        return field;
    }

    int most() {
        return most;
    }
}
