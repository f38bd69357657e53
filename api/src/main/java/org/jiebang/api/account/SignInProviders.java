package org.jiebang.api.account;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientPropertiesMapper;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

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
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
    private static final Duration ASKED_AGAIN = Duration.ofDays(1);

    private final OAuth2ClientProperties properties;
    private final Compute compute;
    private final JsonMapper json;
    private final Map<String, Mono<ClientRegistration>> registrations = new ConcurrentHashMap<>();

    SignInProviders(OAuth2ClientProperties properties, Compute compute, JsonMapper json) {
        this.properties = properties;
        this.json = json;
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

    /** What the operator calls the issuer of a registration; empty if he names the addresses one by one. */
    String issuer(String id) {
        OAuth2ClientProperties.Provider provider = properties.getProvider().get(providerId(id));
        return provider == null ? "" : Objects.requireNonNullElse(provider.getIssuerUri(), "");
    }

    private String providerId(String id) {
        OAuth2ClientProperties.Registration registration =
                Objects.requireNonNull(properties.getRegistration().get(id));
        return Objects.requireNonNullElse(registration.getProvider(), id);
    }

    private ClientRegistration registration(String id) throws IOException, InterruptedException {
        ClientRegistration found = (issuer(id).isEmpty() ? named(id) : discovered(id))
                .redirectUri("{baseUrl}" + CALLBACK)
                .build();
        if (!found.getScopes().contains(OidcScopes.OPENID)) {
            throw new IllegalStateException("The registration '" + id + "' lacks the scope openid. Set"
                    + " spring.security.oauth2.client.registration." + id + ".scope=openid,profile,email");
        }
        return found;
    }

    /** A provider whose addresses the operator names one by one. */
    private ClientRegistration.Builder named(String id) {
        OAuth2ClientProperties one = new OAuth2ClientProperties();
        one.getRegistration()
                .put(id, Objects.requireNonNull(properties.getRegistration().get(id)));
        one.getProvider().putAll(properties.getProvider());
        return ClientRegistration.withClientRegistration(Objects.requireNonNull(
                new OAuth2ClientPropertiesMapper(one).asClientRegistrations().get(id)));
    }

    /** A provider that tells its addresses itself; what the operator names stands. */
    private ClientRegistration.Builder discovered(String id) throws IOException, InterruptedException {
        OAuth2ClientProperties.Registration registration =
                Objects.requireNonNull(properties.getRegistration().get(id));
        OAuth2ClientProperties.Provider provider =
                Objects.requireNonNull(properties.getProvider().get(providerId(id)));
        ClientRegistration.Builder builder = ClientRegistrations.fromOidcConfiguration(metadata(issuer(id)))
                .registrationId(id)
                .clientName(Objects.requireNonNullElse(registration.getClientName(), id));
        PropertyMapper named = PropertyMapper.get();
        named.from(registration::getClientId).to(builder::clientId);
        named.from(registration::getClientSecret).to(builder::clientSecret);
        named.from(registration::getScope).to(builder::scope);
        named.from(registration::getClientAuthenticationMethod)
                .as(ClientAuthenticationMethod::new)
                .to(builder::clientAuthenticationMethod);
        named.from(provider::getAuthorizationUri).to(builder::authorizationUri);
        named.from(provider::getTokenUri).to(builder::tokenUri);
        named.from(provider::getJwkSetUri).to(builder::jwkSetUri);
        named.from(provider::getUserInfoUri).to(builder::userInfoUri);
        named.from(provider::getUserNameAttribute).to(builder::userNameAttributeName);
        return builder;
    }

    /**
     * What a provider tells of itself (OpenID Connect Discovery 1.0). Only the configured address is asked and no redirect followed, so that
     * nobody else can answer for it.
     */
    private Map<String, Object> metadata(String issuer) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(issuer.replaceFirst("/$", "") + "/.well-known/openid-configuration"))
                .timeout(PATIENCE)
                .build();
        try (HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(PATIENCE)
                .build()) {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != HttpStatus.OK.value()) {
                throw new IOException(request.uri() + " answers " + answer.statusCode());
            }
            Map<String, Object> metadata = json.readValue(answer.body(), new TypeReference<>() {});
            if (!issuer.equals(metadata.get("issuer"))) {
                throw new IOException(
                        request.uri() + " speaks for the issuer " + metadata.get("issuer") + ", not " + issuer);
            }
            return metadata;
        }
    }

    static ApiException unavailable() {
        return new ApiException(ErrorCode.PROVIDER_UNAVAILABLE, ErrorCode.PROVIDER_UNAVAILABLE.wayOut());
    }
}
