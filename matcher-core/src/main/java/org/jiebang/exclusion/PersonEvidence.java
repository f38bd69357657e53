package org.jiebang.exclusion;

/** What, beside the equal name, makes two records one person. */
public enum PersonEvidence {
    /** A person decided that two records are of one, whatever they say. */
    DECIDED,
    /** A telephone number or an address of both. */
    CONTACT,
    BIRTH_YEAR,
    /** One unit, and no two years of birth that contradict each other. */
    UNIT;

    /** Name in the texts. */
    String key() {
        return "person." + name();
    }
}
