package org.jiebang.api.account;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.Compute;
import org.jiebang.api.platform.ErrorCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientPropertiesMapper;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * OpenID Connect providers, from the properties {@code spring.security.oauth2.client.*}. A provider is asked for its addresses when somebody
 * first signs in there, so that the platform starts and works while a provider is away.
 */
@Component
@EnableConfigurationProperties(OAuth2ClientProperties.class)
class SignInProviders {
    static final String START = "/api/sign-in/{registrationId}";
    static final String CALLBACK = START + "/callback";

    private static final Logger LOG = LoggerFactory.getLogger(SignInProviders.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
    private static final Duration ASKED_AGAIN = Duration.ofDays(1);

    private final OAuth2ClientProperties properties;
    private final Compute compute;
    private final Map<String, Mono<ClientRegistration>> registrations = new ConcurrentHashMap<>();

    SignInProviders(OAuth2ClientProperties properties, Compute compute) {
        this.properties = properties;
        this.compute = compute;
    }

    /**
     * A provider for people.
     *
     * @param url where a browser begins to sign in; it comes back to {@code /}
     */
    record ProviderView(String id, String label, String url) {}

    /** None if none is configured. */
    List<ProviderView> all() {
        return properties.getRegistration().entrySet().stream()
                .map(entry -> new ProviderView(
                        entry.getKey(),
                        Objects.requireNonNullElse(entry.getValue().getClientName(), entry.getKey()),
                        START.replace("{registrationId}", entry.getKey())))
                .sorted(Comparator.comparing(ProviderView::id))
                .toList();
    }

    /** A provider with its addresses; an error if there is no such one or it does not answer. */
    Mono<ClientRegistration> find(String id) {
        return properties.getRegistration().containsKey(id)
                ? registrations.computeIfAbsent(id, this::ask)
                : Mono.error(() -> ApiException.notFound("这种登录方式"));
    }

    /** One question at a time, however many people wait for the answer. */
    private Mono<ClientRegistration> ask(String id) {
        return compute.run(() -> registration(id))
                .doOnError(error -> LOG.warn("The identity provider '{}' gives no addresses: {}", id, error.toString()))
                .onErrorMap(error -> unavailable())
                .cache(found -> ASKED_AGAIN, failed -> AFTER_FAILURE, () -> AFTER_FAILURE);
    }

    private ClientRegistration registration(String id) {
        OAuth2ClientProperties one = new OAuth2ClientProperties();
        one.getRegistration()
                .put(id, Objects.requireNonNull(properties.getRegistration().get(id)));
        one.getProvider().putAll(properties.getProvider());
        ClientRegistration found = Objects.requireNonNull(
                new OAuth2ClientPropertiesMapper(one).asClientRegistrations().get(id));
        if (!found.getScopes().contains(OidcScopes.OPENID)) {
            throw new IllegalStateException("The registration '" + id + "' lacks the scope openid. Set"
                    + " spring.security.oauth2.client.registration." + id + ".scope=openid,profile,email");
        }
        return ClientRegistration.withClientRegistration(found)
                .redirectUri("{baseUrl}" + CALLBACK)
                .build();
    }

    static ApiException unavailable() {
        return new ApiException(ErrorCode.PROVIDER_UNAVAILABLE, ErrorCode.PROVIDER_UNAVAILABLE.wayOut());
    }
}
