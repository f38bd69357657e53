package org.jiebang.exclusion;

/** Why two namings are taken for one unit; the strongest first. */
public enum UnitEvidence {
    /** A person decided that two records are of one. */
    DECIDED,
    /** Equal unified social credit codes. */
    CREDIT_CODE,
    /** Equal names, but for width, case and brackets. */
    NAME,
    /** One is a former or short name of the other, or its name under another legal form, or carries the same credit code elsewhere. */
    OTHER_NAME,
    /** One is a school, laboratory or branch of the other and no legal person of its own. */
    PART;

    /** Name in the texts. */
    String key() {
        return "unit." + name();
    }
}
