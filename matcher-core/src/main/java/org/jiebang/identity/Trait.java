package org.jiebang.identity;

/** What two namings are compared by. */
public enum Trait {
    NAME,
    CREDIT_CODE,
    CONTACT,
    BIRTH_YEAR,
    /** Employer of a person. */
    UNIT,
    /** Professional title of a person. */
    RANK,
    /** Seat. */
    PLACE,
    /** Words of the research directions, or of what an organisation does. */
    TOPICS,
    /** Titles of results. */
    WORKS,
    /** Identifier of a researcher, as works state it. */
    ORCID,
    /** With whom results were made. */
    COAUTHORS
}
