package org.jiebang.api.account;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;

/**
 * How people sign in.
 *
 * @param temporaryPassword how long a password is good that an administrator hands out
 * @param providers what is demanded of an identity provider, by the name of its registration
 */
@ConfigurationProperties("jiebang.sign-in")
record SignInProperties(
        @DefaultValue("72h") Duration temporaryPassword,
        @DefaultValue Map<String, Strength> providers) {

    /**
     * How strongly a provider must have made sure who somebody is. A sign-in that meets it counts as one with two factors.
     *
     * @param acr authentication context classes, asked for and one of them demanded in the id token; none demands none
     * @param amr authentication methods (RFC 8176), one of them demanded in the id token; none demands none
     */
    record Strength(
            @DefaultValue List<String> acr, @DefaultValue List<String> amr) {
        /** Is anything demanded? */
        boolean demands() {
            return !acr.isEmpty() || !amr.isEmpty();
        }

        /** Does the id token say that the person signed in as is demanded? */
        boolean isMetBy(OidcIdToken token) {
            String context = token.getAuthenticationContextClass();
            List<String> methods = token.getAuthenticationMethods();
            return (acr.isEmpty() || context != null && acr.contains(context))
                    && (amr.isEmpty() || methods != null && methods.stream().anyMatch(amr::contains));
        }
    }

    /** Nothing where the operator says nothing. */
    Strength strength(String provider) {
        return providers.getOrDefault(provider, new Strength(List.of(), List.of()));
    }
}
