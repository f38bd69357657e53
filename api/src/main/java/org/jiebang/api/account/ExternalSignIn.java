package org.jiebang.api.account;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.RequestLimit;
import org.jiebang.api.audit.AuditAction;
import org.jiebang.api.audit.AuditLog;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.WebClientReactiveAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeReactiveAuthenticationManager;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcReactiveOAuth2UserService;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.server.DefaultServerOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.server.ServerOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Signing in at an OpenID Connect provider: code flow with PKCE, state and nonce; the library validates the id token. Who comes for the
 * first time gets an account without memberships. The provider's tokens are forgotten at once, for the platform calls nothing with them.
 */
@Component
class ExternalSignIn {
    private static final Logger LOG = LoggerFactory.getLogger(ExternalSignIn.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Set<String> EXPIRED =
            Set.of("authorization_request_not_found", "invalid_state_parameter", "invalid_request");
    private static final int LONGEST_NAME = 40;
    private static final int SUFFIX = 6;

    private final SignInProviders providers;
    private final SignInAttempts attempts;
    private final AccountStore accounts;
    private final SignIn signIn;
    private final SignInProperties settings;
    private final RequestLimit limit;
    private final AuditLog audit;
    private final TransactionalOperator transactions;

    ExternalSignIn(
            SignInProviders providers,
            SignInAttempts attempts,
            AccountStore accounts,
            SignIn signIn,
            SignInProperties settings,
            RequestLimit limit,
            AuditLog audit,
            TransactionalOperator transactions) {
        this.providers = providers;
        this.attempts = attempts;
        this.accounts = accounts;
        this.signIn = signIn;
        this.settings = settings;
        this.limit = limit;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** Adds the filters of the sign-in, if a provider is configured. */
    void configure(ServerHttpSecurity http) {
        if (providers.all().isEmpty()) {
            return;
        }
        var resolver = new DefaultServerOAuth2AuthorizationRequestResolver(
                providers::find, new PathPatternParserServerWebExchangeMatcher(SignInProviders.START));
        resolver.setAuthorizationRequestCustomizer(
                OAuth2AuthorizationRequestCustomizers.withPkce().andThen(this::askForStrength));
        http.addFilterBefore(this::limited, SecurityWebFiltersOrder.HTTP_BASIC)
                .oauth2Login(login -> login.clientRegistrationRepository(providers::find)
                        .authorizedClientRepository(new Forgotten())
                        .authorizationRequestRepository(attempts)
                        .authorizationRequestResolver(resolver)
                        .authenticationMatcher(new PathPatternParserServerWebExchangeMatcher(SignInProviders.CALLBACK))
                        .authenticationManager(manager())
                        .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                        .loginPage("/sign-in")
                        .authenticationSuccessHandler((filter, who) -> succeeded(filter.getExchange(), who))
                        .authenticationFailureHandler((filter, error) -> Mono.error(refusal(error))));
    }

    private void askForStrength(OAuth2AuthorizationRequest.Builder request) {
        request.attributes(attributes -> {
            List<String> acr = settings.strength(String.valueOf(attributes.get(OAuth2ParameterNames.REGISTRATION_ID)))
                    .acr();
            if (!acr.isEmpty()) {
                request.additionalParameters(parameters -> parameters.put("acr_values", String.join(" ", acr)));
            }
        });
    }

    private static ReactiveAuthenticationManager manager() {
        var manager = new OidcAuthorizationCodeReactiveAuthenticationManager(
                new WebClientReactiveAuthorizationCodeTokenResponseClient(), new OidcReactiveOAuth2UserService());
        return authentication -> manager.authenticate(authentication)
                .timeout(PATIENCE)
                .doOnError(error -> LOG.warn("A sign-in at an identity provider failed: {}", error.toString()))
                .onErrorMap(
                        error -> !(error instanceof AuthenticationException), error -> SignInProviders.unavailable());
    }

    /** These addresses are answered before the actor of a request is known, and each beginning is a row in the database. */
    private Mono<Void> limited(ServerWebExchange exchange, WebFilterChain chain) {
        if (!exchange.getRequest().getPath().value().startsWith("/api/sign-in/")) {
            return chain.filter(exchange);
        }
        if (!isCallback(exchange)
                && "cross-site".equals(exchange.getRequest().getHeaders().getFirst("Sec-Fetch-Site"))) {
            // Another site must not sign somebody in unasked; the provider's own way back is a callback.
            return redirect(exchange, "/sign-in");
        }
        return Mono.fromRunnable(() -> limit.check(Sessions.anonymous(exchange.getRequest())))
                .then(Mono.defer(() -> toThePage(exchange, chain)));
    }

    private static boolean isCallback(ServerWebExchange exchange) {
        return exchange.getRequest().getPath().value().endsWith("/callback");
    }

    /** A browser on its way sees the sign-in page, which says in its words what happened; a program sees the problem. */
    private static Mono<Void> toThePage(ServerWebExchange exchange, WebFilterChain chain) {
        boolean browser = exchange.getRequest().getHeaders().getAccept().contains(MediaType.TEXT_HTML);
        return browser
                ? chain.filter(exchange)
                        .onErrorResume(
                                ApiException.class,
                                problem -> redirect(
                                        exchange,
                                        "/sign-in?error=" + problem.code().name()))
                : chain.filter(exchange);
    }

    private static Mono<Void> redirect(ServerWebExchange exchange, String to) {
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(HttpStatus.FOUND);
        response.getHeaders().setLocation(URI.create(to));
        return response.setComplete();
    }

    private static ApiException refusal(AuthenticationException error) {
        String code = error instanceof OAuth2AuthenticationException oauth
                ? oauth.getError().getErrorCode()
                : "";
        ErrorCode refusal = EXPIRED.contains(code)
                ? ErrorCode.SIGN_IN_EXPIRED
                : code.equals("access_denied") ? ErrorCode.SIGN_IN_CANCELLED : ErrorCode.SIGN_IN_REFUSED;
        return new ApiException(refusal, refusal.wayOut());
    }

    private Mono<Void> succeeded(ServerWebExchange exchange, Authentication authentication) {
        if (!(authentication.getPrincipal() instanceof OidcUser user)) {
            return Mono.error(new IllegalStateException("An identity provider answered without an id token"));
        }
        if (!(authentication instanceof OAuth2AuthenticationToken token)) {
            return Mono.error(new IllegalStateException("A sign-in at no provider"));
        }
        SignInProperties.Strength demanded = settings.strength(token.getAuthorizedClientRegistrationId());
        if (!demanded.isMetBy(user.getIdToken())) {
            LOG.warn(
                    "A sign-in at '{}' was refused: acr is {}, amr is {}",
                    token.getAuthorizedClientRegistrationId(),
                    user.getIdToken().getAuthenticationContextClass(),
                    user.getIdToken().getAuthenticationMethods());
            return Mono.error(new ApiException(
                    ErrorCode.SIGN_IN_REFUSED, "统一身份认证没有要求您用足够强的方式登录（如验证码）。" + ErrorCode.SIGN_IN_REFUSED.wayOut()));
        }
        return account(exchange, user)
                .flatMap(account -> account.active()
                        ? signIn.begin(exchange, account, demanded.demands())
                        : Mono.error(new ApiException(ErrorCode.FORBIDDEN, "这个账号已停用，请联系管理员。")))
                .then(Mono.defer(() -> redirect(exchange, "/")));
    }

    private Mono<Account> account(ServerWebExchange exchange, OidcUser user) {
        String issuer = Objects.requireNonNull(user.getIdToken().getIssuer()).toString();
        String subject = Objects.requireNonNull(user.getSubject());
        Mono<Account> known = accounts.findByIdentity(issuer, subject);
        return known.switchIfEmpty(Mono.defer(() -> create(exchange, issuer, subject, user)
                // Another request of the same person was quicker.
                .onErrorResume(DuplicateKeyException.class, taken -> known)));
    }

    private Mono<Account> create(ServerWebExchange exchange, String issuer, String subject, OidcUser user) {
        String username = username(user);
        Actor visitor = Sessions.anonymous(exchange.getRequest());
        return transactions.transactional(accounts.create(username, displayName(user, username), "", false, false)
                .switchIfEmpty(Mono.defer(() -> accounts.create(
                        username + "-" + Secrets.next().substring(0, SUFFIX),
                        displayName(user, username),
                        "",
                        false,
                        false)))
                .flatMap(id -> accounts.identify(id, issuer, subject)
                        .then(audit.append(
                                visitor,
                                AuditAction.ACCOUNT_CREATED,
                                AuditLog.Change.to("account", id, new Origin(issuer))))
                        .then(accounts.find(id))));
    }

    /** For the audit log. */
    private record Origin(String issuer) {}

    private static String username(OidcUser user) {
        String preferred = user.getPreferredUsername();
        return preferred != null && Registration.USERNAME.matcher(preferred).matches()
                ? preferred
                : "user-" + Secrets.next().substring(0, SUFFIX);
    }

    private static String displayName(OidcUser user, String username) {
        String name = Objects.requireNonNullElse(user.getFullName(), "").strip();
        return name.isEmpty() ? username : name.substring(0, Math.min(LONGEST_NAME, name.length()));
    }

    /** Keeps no tokens of a provider. */
    private static final class Forgotten implements ServerOAuth2AuthorizedClientRepository {
        @Override
        public <T extends OAuth2AuthorizedClient> Mono<T> loadAuthorizedClient(
                String registrationId, @Nullable Authentication principal, ServerWebExchange exchange) {
            return Mono.empty();
        }

        @Override
        public Mono<Void> saveAuthorizedClient(
                OAuth2AuthorizedClient client, @Nullable Authentication principal, ServerWebExchange exchange) {
            return Mono.empty();
        }

        @Override
        public Mono<Void> removeAuthorizedClient(
                String registrationId, @Nullable Authentication principal, ServerWebExchange exchange) {
            return Mono.empty();
        }
    }
}
