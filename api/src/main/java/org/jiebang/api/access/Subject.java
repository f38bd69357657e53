package org.jiebang.api.access;

import java.util.Set;
import java.util.UUID;
import org.jiebang.region.RegionCode;
import org.jspecify.annotations.Nullable;

/**
 * What an action is done to, as far as permissions ask.
 *
 * @param organisationId organisation that it is, or that owns it
 * @param recordId the library record that it is
 * @param regions places where it stands
 */
public record Subject(
        @Nullable UUID organisationId, @Nullable UUID recordId, Set<RegionCode> regions) {}
