package org.jiebang.api.privacy;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long transient data that may speak of people is kept.
 *
 * @param importFindings rows that an import refused or doubted, from the end of the import
 * @param importChanges what an import changed, from its end; after it the import cannot be taken back
 * @param importFiles files that were imported, from the end of the import; after it they cannot be taken once more
 * @param sessions sessions after their last request; longer than the 8 hours after which they do not open any more
 * @param signInFailures failed sign-ins after the first one
 * @param tokens access tokens after they have expired
 * @param invitations invitations after they have expired or were used
 */
@ConfigurationProperties("jiebang.privacy.retention")
record RetentionProperties(
        @DefaultValue("90d") Duration importFindings,
        @DefaultValue("90d") Duration importChanges,
        @DefaultValue("30d") Duration importFiles,
        @DefaultValue("1d") Duration sessions,
        @DefaultValue("1d") Duration signInFailures,
        @DefaultValue("30d") Duration tokens,
        @DefaultValue("90d") Duration invitations) {}
