package org.jiebang.identity;

/**
 * How two namings compare by a trait, after Fellegi and Sunter (1969): how often it comes so among two namings of one ({@link #same()}) and
 * of two different ones ({@link #different()}). Within a trait, and for persons and organisations apart, both add up to 1. The weight in
 * bits is log2 of their quotient. Where {@link #byShare()}, the second number is replaced by how common the very value is, so that a rare
 * name says more than a common one.
 */
public enum Level {
    PERSON_NAME_EQUAL(Trait.NAME, true, 0.88, 0.001),
    /** By a former name or another spelling that the record itself states. */
    PERSON_NAME_STATED(Trait.NAME, true, 0.02, 0.0005),
    /** One is the pinyin or English spelling of the other: Wei Zhang, ZHANG Wei and 张伟. */
    PERSON_NAME_SPELLED(Trait.NAME, true, 0.05, 0.002),
    /** Other characters of equal sound: a typing error, or another person. */
    PERSON_NAME_HOMOPHONE(Trait.NAME, true, 0.03, 0.002),
    PERSON_NAME_DIFFERENT(Trait.NAME, false, 0.02, 0.9945),

    ORGANISATION_NAME_EQUAL(Trait.NAME, true, 0.60, 0.0005),
    /** By a former or short name that a record states. */
    ORGANISATION_NAME_STATED(Trait.NAME, true, 0.15, 0.0005),
    /** Equal but for legal form and place. */
    ORGANISATION_NAME_FORM(Trait.NAME, true, 0.15, 0.001),
    /** One character apart. */
    ORGANISATION_NAME_NEAR(Trait.NAME, true, 0.05, 0.001),
    ORGANISATION_NAME_DIFFERENT(Trait.NAME, false, 0.05, 0.997),

    CREDIT_CODE_EQUAL(Trait.CREDIT_CODE, true, 0.995, 0.0001),
    CREDIT_CODE_DIFFERENT(Trait.CREDIT_CODE, false, 0.005, 0.9999),

    CONTACT_SHARED(Trait.CONTACT, false, 0.5, 0.004),
    CONTACT_DIFFERENT(Trait.CONTACT, false, 0.5, 0.996),

    BIRTH_YEAR_EQUAL(Trait.BIRTH_YEAR, false, 0.94, 0.025),
    /** One year apart: by the lunar calendar, or a typing error. */
    BIRTH_YEAR_NEAR(Trait.BIRTH_YEAR, false, 0.03, 0.05),
    BIRTH_YEAR_DIFFERENT(Trait.BIRTH_YEAR, false, 0.03, 0.925),

    UNIT_EQUAL(Trait.UNIT, true, 0.60, 0.02),
    /** By a former or short name that a record states. */
    UNIT_STATED(Trait.UNIT, false, 0.05, 0.005),
    /** One is a school or a branch of the other, or only legal form or place differ. */
    UNIT_PART(Trait.UNIT, false, 0.10, 0.02),
    /** Different, but the sources are of different years: people move. */
    UNIT_MOVED(Trait.UNIT, false, 0.12, 0.24),
    UNIT_DIFFERENT(Trait.UNIT, false, 0.13, 0.715),

    RANK_EQUAL(Trait.RANK, false, 0.6, 0.3),
    /** One step apart: people are promoted. */
    RANK_NEAR(Trait.RANK, false, 0.3, 0.3),
    RANK_DIFFERENT(Trait.RANK, false, 0.1, 0.4),

    HOME_EQUAL(Trait.PLACE, false, 0.7, 0.3),
    HOME_DIFFERENT(Trait.PLACE, false, 0.3, 0.7),
    SEAT_EQUAL(Trait.PLACE, false, 0.95, 0.3),
    SEAT_DIFFERENT(Trait.PLACE, false, 0.05, 0.7),

    TOPICS_STRONG(Trait.TOPICS, false, 0.45, 0.02),
    TOPICS_SOME(Trait.TOPICS, false, 0.25, 0.08),
    TOPICS_LITTLE(Trait.TOPICS, false, 0.30, 0.90),

    WORKS_SHARED(Trait.WORKS, false, 0.3, 0.0005),
    WORKS_DIFFERENT(Trait.WORKS, false, 0.7, 0.9995),

    ORCID_EQUAL(Trait.ORCID, false, 0.995, 0.0001),
    ORCID_DIFFERENT(Trait.ORCID, false, 0.005, 0.9999),

    /** At least two persons made results with both. */
    COAUTHORS_SHARED(Trait.COAUTHORS, false, 0.6, 0.01),
    COAUTHORS_DIFFERENT(Trait.COAUTHORS, false, 0.4, 0.99);

    private final Trait trait;
    private final boolean byShare;
    private final double same;
    private final double different;

    Level(Trait trait, boolean byShare, double same, double different) {
        this.trait = trait;
        this.byShare = byShare;
        this.same = same;
        this.different = different;
    }

    public Trait trait() {
        return trait;
    }

    /** Is {@link #different()} replaced by the share of the very value? */
    public boolean byShare() {
        return byShare;
    }

    /** Probability among two namings of one, in (0, 1). */
    public double same() {
        return same;
    }

    /** Probability among two namings of different ones, in (0, 1). */
    public double different() {
        return different;
    }

    /** Weight in bits by the table. */
    double weight() {
        return weight(different);
    }

    /**
     * Weight in bits for a value of a share.
     *
     * @param share in (0, 1]
     */
    double weight(double share) {
        return Math.log(same / share) / Math.log(2);
    }
}
