package org.jiebang.api.account;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account as it stands in the database.
 *
 * @param passwordHash empty for somebody who signs in at an identity provider
 * @param passwordExpired the password is a temporary one that was not changed in time
 * @param loopbackOnly works from the server's own machine only
 */
record Account(
        UUID id,
        String username,
        String displayName,
        String passwordHash,
        boolean mustChangePassword,
        boolean passwordExpired,
        boolean active,
        boolean loopbackOnly,
        @Nullable OffsetDateTime lastSignInAt) {}
