package org.jiebang.api.organisation;

import java.util.Set;
import java.util.UUID;
import org.jiebang.api.access.OrganisationKind;
import org.jiebang.api.access.Subject;
import org.jiebang.region.RegionCode;
import org.jspecify.annotations.Nullable;

/**
 * An organisation as it stands in the database.
 *
 * @param creditCode unified social credit code, if known
 * @param region place that it stands for or sits in
 * @param recordId its record in a library, once claimed and approved
 * @param members number of memberships
 */
record Organisation(
        UUID id,
        OrganisationKind kind,
        String name,
        @Nullable String creditCode,
        @Nullable RegionCode region,
        @Nullable UUID recordId,
        long members) {

    /** What the permission table asks of it. */
    Subject subject() {
        return new Subject(id, recordId, regions());
    }

    Set<RegionCode> regions() {
        return region == null ? Set.of() : Set.of(region);
    }
}
