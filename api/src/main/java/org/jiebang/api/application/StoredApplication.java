package org.jiebang.api.application;

import java.time.OffsetDateTime;
import java.util.Set;
import java.util.UUID;
import org.jiebang.api.access.OrganisationKind;
import org.jiebang.api.access.Subject;
import org.jiebang.application.ApplicationProgress;
import org.jiebang.programme.PartyKind;
import org.jiebang.region.RegionCode;
import org.jspecify.annotations.Nullable;

/**
 * An application as it stands in the database, without the values of its form.
 *
 * @param programmeVersion of the programme's file that counts for it
 * @param year of the programme
 * @param organisation name of the applicant
 * @param creditCode of the applicant; blank if not known
 * @param changes one more with each step and each edit
 */
record StoredApplication(
        UUID id,
        String programme,
        int programmeVersion,
        int year,
        String category,
        UUID organisationId,
        String organisation,
        OrganisationKind kind,
        String creditCode,
        @Nullable RegionCode region,
        String title,
        @Nullable UUID problemId,
        @Nullable UUID claimId,
        @Nullable UUID teamId,
        ApplicationProgress progress,
        long changes,
        OffsetDateTime since,
        OffsetDateTime updatedAt) {
    /** What the permission table asks of it. */
    Subject subject() {
        return new Subject(organisationId, null, region == null ? Set.of() : Set.of(region));
    }

    /** What the applicant is if the form does not say otherwise. */
    PartyKind usualKind() {
        return usualKind(kind);
    }

    static PartyKind usualKind(OrganisationKind kind) {
        return switch (kind) {
            case ENTERPRISE, EXPERT -> PartyKind.ENTERPRISE;
            case SOCIETY -> PartyKind.PROVINCIAL_SOCIETY;
            case COUNTY -> PartyKind.COUNTY_ASSOCIATION;
            case CITY -> PartyKind.CITY_ASSOCIATION;
            case PROVINCE -> PartyKind.PROVINCIAL_ASSOCIATION;
        };
    }
}
