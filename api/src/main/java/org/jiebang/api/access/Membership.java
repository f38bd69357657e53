package org.jiebang.api.access;

import java.util.UUID;
import org.jiebang.region.RegionCode;
import org.jspecify.annotations.Nullable;

/**
 * That somebody may act for an organisation in a role.
 *
 * @param region place that the organisation stands for or sits in
 * @param recordId the organisation's own record in a library, once claimed
 */
public record Membership(
        UUID id,
        UUID organisationId,
        String organisation,
        OrganisationKind kind,
        Role role,
        @Nullable RegionCode region,
        @Nullable UUID recordId) {}
