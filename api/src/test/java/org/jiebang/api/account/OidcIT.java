package org.jiebang.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.io.IOException;
import java.net.URI;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jiebang.api.IdentityProvider;
import org.jiebang.api.People;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Signing in at a real Keycloak, through its own pages. */
@PlatformTest
class OidcIT {
    private static final String PAGE = "text/html,application/xhtml+xml,*/*;q=0.8";

    private final Platform platform;
    private final People people;
    private final DatabaseClient database;
    private final JsonMapper json;
    private final String home;

    OidcIT(
            Platform platform,
            People people,
            DatabaseClient database,
            JsonMapper json,
            @Value("${local.server.port}") int port) {
        this.platform = platform;
        this.people = people;
        this.database = database;
        this.json = json;
        this.home = "http://localhost:" + port;
    }

    @BeforeAll
    static void startKeycloak() throws IOException, InterruptedException {
        IdentityProvider.start();
    }

    @AfterAll
    static void stopKeycloak() throws IOException, InterruptedException {
        IdentityProvider.stop();
    }

    private URI at(String path) {
        return URI.create(home + path);
    }

    /** Goes to Keycloak's sign-in page. */
    private Browser.Answer begin(Browser browser) {
        return begin(browser, "keycloak");
    }

    private Browser.Answer begin(Browser browser, String registration) {
        Browser.Answer start = browser.get(at("/api/sign-in/" + registration));
        assertThat(start.status()).as(start.response().body()).isEqualTo(302);
        return browser.get(start.next());
    }

    /** Signs in at Keycloak and answers the address to which it sends the browser back. */
    private URI signIn(Browser browser, String username, String consent) {
        return signIn(browser, "keycloak", username, consent);
    }

    private URI signIn(Browser browser, String registration, String username, String consent) {
        Browser.Answer answer = browser.submit(
                begin(browser, registration), Map.of("username", username, "password", IdentityProvider.PASSWORD));
        // Asked for consent the first time.
        while (!(answer.isRedirect() && answer.next().getPath().endsWith("/callback"))) {
            answer = answer.isRedirect() ? browser.get(answer.next()) : browser.submit(answer, Map.of(consent, "x"));
        }
        return answer.next();
    }

    private JsonNode session(Browser browser) {
        return json.readTree(
                browser.get(at("/api/session"), "application/json").response().body());
    }

    private void refused(Browser.Answer answer, int status, String code) {
        JsonNode problem = json.readTree(answer.response().body());
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(problem.path("code").asString()).isEqualTo(code);
        assertThat(problem.path("detail").asString()).containsPattern("\\p{IsHan}{4}");
        assertThat(answer.response().body()).doesNotContainPattern("(?i)exception|\\bat [a-z]+\\.|org\\.|java\\.");
    }

    private static URI with(URI address, String parameter, String value) {
        return UriComponentsBuilder.fromUri(address)
                .replaceQueryParam(parameter, value)
                .build(true)
                .toUri();
    }

    private static String parameter(URI address, String name) {
        return String.valueOf(
                UriComponentsBuilder.fromUri(address).build().getQueryParams().getFirst(name));
    }

    /** A provider that knows a browser signs it in silently: who visits another page must not end up signed in here. */
    @Test
    void anotherSiteBeginsNoSignIn() {
        long before = platform.rows("SELECT count(*) FROM sign_in_attempt");
        people.visitor()
                .get()
                .uri("/api/sign-in/keycloak")
                .header("Sec-Fetch-Site", "cross-site")
                .exchange()
                .expectStatus()
                .isFound()
                .expectHeader()
                .valueEquals("Location", "/sign-in");
        assertThat(platform.rows("SELECT count(*) FROM sign_in_attempt")).isEqualTo(before);
    }

    @Test
    void theProvidersAreListed() {
        JsonNode methods = platform.answer(people.visitor().get().uri("/api/sign-in-methods"), 200);

        assertThat(methods.path("password").asBoolean()).isTrue();
        JsonNode keycloak = methods.path("providers").path(1);
        assertThat(keycloak.path("id").asString()).isEqualTo("keycloak");
        assertThat(keycloak.path("label").asString()).isEqualTo("统一身份认证");
        assertThat(keycloak.path("url").asString()).isEqualTo("/api/sign-in/keycloak");
    }

    @Test
    void aSignInIsProtectedByStateNonceAndPkce() {
        Browser browser = new Browser(PAGE);
        Browser.Answer start = browser.get(at("/api/sign-in/keycloak"));

        assertThat(start.next().toString()).startsWith(IdentityProvider.issuer());
        assertThat(parameter(start.next(), "response_type")).isEqualTo("code");
        assertThat(parameter(start.next(), "code_challenge_method")).isEqualTo("S256");
        assertThat(parameter(start.next(), "code_challenge")).hasSize(43);
        assertThat(parameter(start.next(), "state")).hasSizeGreaterThan(20);
        assertThat(parameter(start.next(), "nonce")).hasSizeGreaterThan(20);
        String cookie = start.response().headers().allValues("Set-Cookie").stream()
                .filter(line -> line.startsWith(SignInAttempts.COOKIE.name()))
                .findFirst()
                .orElseThrow();
        assertThat(cookie).contains("HTTPOnly", "SameSite=Lax", "Path=/;", "Max-Age=600");
        assertThat(browser.cookies("localhost")).containsOnlyKeys(SignInAttempts.COOKIE.name());
    }

    @Test
    void whoComesForTheFirstTimeGetsAnAccountWithoutMembershipsAndFindsItAgain() {
        Browser browser = new Browser(PAGE);
        Browser.Answer back = browser.get(signIn(browser, "lantern", "accept"));
        assertThat(back.status()).as(back.response().body()).isEqualTo(302);
        assertThat(back.next()).isEqualTo(at("/"));

        JsonNode session = session(browser);

        assertThat(session.path("signedIn").asBoolean()).isTrue();
        assertThat(session.path("username").asString()).isEqualTo("lantern");
        assertThat(session.path("displayName").asString()).contains("灯").contains("笼");
        assertThat(session.path("mustChangePassword").asBoolean()).isFalse();
        assertThat(session.path("acting").isNull()).isTrue();
        assertThat(session.path("memberships")).isEmpty();
        assertThat(browser.cookies("localhost")).containsOnlyKeys(Sessions.COOKIE.name());
        Browser again = new Browser(PAGE);
        assertThat(again.get(signIn(again, "lantern", "accept")).status()).isEqualTo(302);
        assertThat(session(again).path("accountId")).isEqualTo(session.path("accountId"));
        assertThat(people.signIn("lantern", IdentityProvider.PASSWORD)
                        .getStatus()
                        .value())
                .as("it has no password here")
                .isEqualTo(401);
        assertThat(platform.strings("SELECT action FROM audit_entry WHERE subject_id = '"
                        + session.path("accountId").asString() + "' ORDER BY position"))
                .startsWith("ACCOUNT_CREATED", "SIGNED_IN")
                .containsOnlyOnce("ACCOUNT_CREATED");
    }

    @Test
    void aWrongStateIsRefusedAndTheRightOneStillWorks() {
        Browser browser = new Browser(PAGE);
        URI callback = signIn(browser, "lantern", "accept");

        String attempt = browser.cookies("localhost").get(SignInAttempts.COOKIE.name());
        refused(browser.get(with(callback, "state", "wrong"), "application/json"), 400, "SIGN_IN_EXPIRED");
        assertThat(session(browser).path("signedIn").asBoolean()).isFalse();

        browser.put("localhost", SignInAttempts.COOKIE.name(), attempt);
        assertThat(browser.get(callback).next()).isEqualTo(at("/"));
    }

    @Test
    void aBrowserSeesTheSignInPageWithTheReason() {
        Browser browser = new Browser(PAGE);
        URI callback = signIn(browser, "lantern", "accept");

        Browser.Answer answer = browser.get(with(callback, "state", "wrong"));

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.next()).isEqualTo(at("/sign-in?error=SIGN_IN_EXPIRED"));
        assertThat(answer.response().headers().firstValue("X-Frame-Options")).contains("DENY");
    }

    @Test
    void whatOneBrowserBeganNoOtherEnds() {
        Browser browser = new Browser(PAGE);
        URI callback = signIn(browser, "lantern", "accept");
        Browser victim = new Browser("application/json");
        Browser.Answer start = victim.get(at("/api/sign-in/keycloak"));
        assertThat(start.isRedirect()).isTrue();

        refused(victim.get(callback), 400, "SIGN_IN_EXPIRED");
        refused(new Browser("application/json").get(callback), 400, "SIGN_IN_EXPIRED");
        assertThat(session(victim).path("signedIn").asBoolean()).isFalse();
    }

    @Test
    void aCallbackWorksOnce() {
        Browser browser = new Browser(PAGE);
        URI callback = signIn(browser, "lantern", "accept");
        String attempt = browser.cookies("localhost").get(SignInAttempts.COOKIE.name());
        assertThat(browser.get(callback).next()).isEqualTo(at("/"));

        // Not even with the cookie of the sign-in.
        browser.put("localhost", SignInAttempts.COOKIE.name(), attempt);
        refused(browser.get(callback, "application/json"), 400, "SIGN_IN_EXPIRED");
    }

    /** Else a provider could have the answer of another taken for its own. */
    @Test
    void anAnswerInTheNameOfAnotherProviderIsRefused() {
        for (UnaryOperator<URI> mixUp : List.<UnaryOperator<URI>>of(
                callback -> URI.create(callback.toString().replace("/keycloak/", "/strict/")),
                callback -> with(callback, "iss", "http://127.0.0.1:1/realms/away"))) {
            Browser browser = new Browser(PAGE);
            URI callback = signIn(browser, "lantern", "accept");

            refused(browser.get(mixUp.apply(callback), "application/json"), 400, "SIGN_IN_EXPIRED");
            assertThat(session(browser).path("signedIn").asBoolean()).isFalse();
        }
    }

    @Test
    void aProviderThatDidNotAskForWhatIsDemandedIsRefused() {
        Browser browser = new Browser(PAGE);
        assertThat(parameter(browser.get(at("/api/sign-in/strict")).next(), "acr_values"))
                .isEqualTo("gold");
        URI callback = signIn(browser, "strict", "lantern", "accept");

        refused(browser.get(callback, "application/json"), 401, "SIGN_IN_REFUSED");
        assertThat(session(browser).path("signedIn").asBoolean()).isFalse();
    }

    /** A way to spoil an id token. */
    private record Forgery(String name, Consumer<TokenProxy> spoil) {
        static Forgery claim(String name, String claim, Object value) {
            return new Forgery(
                    name,
                    proxy -> proxy.alter(told -> gold(told).claim(claim, value).build()));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static JWTClaimsSet.Builder gold(JWTClaimsSet told) {
        return new JWTClaimsSet.Builder(told).claim("acr", "gold");
    }

    private static List<Forgery> forgeries() {
        return List.of(
                new Forgery(
                        "signed by another",
                        proxy -> proxy.sign(told -> TokenProxy.signed(
                                gold(told).build(), JWSAlgorithm.RS256, new RSASSASigner(TokenProxy.key("proxy"))))),
                new Forgery(
                        "signed with the client's secret",
                        proxy -> proxy.sign(told -> TokenProxy.signed(
                                gold(told).build(),
                                JWSAlgorithm.HS256,
                                new MACSigner("secret-of-the-test".repeat(2))))),
                new Forgery(
                        "not signed",
                        proxy -> proxy.sign(told -> new PlainJWT(gold(told).build()).serialize())),
                new Forgery(
                        "changed after it was signed",
                        proxy -> proxy.sign(told -> {
                            String[] parts = proxy.trusted(gold(told).build()).split("\\.");
                            String[] other = proxy.trusted(
                                            gold(told).subject("somebody-else").build())
                                    .split("\\.");
                            return parts[0] + "." + other[1] + "." + parts[2];
                        })),
                Forgery.claim("for another client", "aud", List.of("somebody-else")),
                Forgery.claim("of another issuer", "iss", "http://127.0.0.1:1/realms/away"),
                Forgery.claim("expired", "exp", new Date(System.currentTimeMillis() - 3_600_000)),
                Forgery.claim("of another attempt", "nonce", "another"),
                Forgery.claim("authorized for another", "azp", "somebody-else"),
                Forgery.claim("too weak", "acr", "1"));
    }

    @ParameterizedTest
    @MethodSource("forgeries")
    void anIdTokenThatIsNotAsItShouldBeIsRefused(Forgery forgery) throws IOException {
        try (TokenProxy proxy = new TokenProxy()) {
            forgery.spoil().accept(proxy);
            Browser browser = new Browser(PAGE);
            URI callback = signIn(browser, "proxied", "lantern", "accept");

            refused(browser.get(callback, "application/json"), 401, "SIGN_IN_REFUSED");
            assertThat(session(browser).path("signedIn").asBoolean()).isFalse();
        }
    }

    /** The proxy itself is not why the others are refused; and what is demanded counts as two factors. */
    @Test
    void anIdTokenAsItShouldBeSignsInWithTwoFactors() throws IOException {
        try (TokenProxy proxy = new TokenProxy()) {
            proxy.alter(told -> gold(told).build());
            Browser browser = new Browser(PAGE);

            assertThat(browser.get(signIn(browser, "proxied", "lantern", "accept"))
                            .next())
                    .isEqualTo(at("/"));

            String account = session(browser).path("accountId").asString();
            assertThat(platform.strings("SELECT two_factors FROM session WHERE account_id = '" + account
                            + "' ORDER BY created_at DESC LIMIT 1"))
                    .containsExactly("true");
            Browser weaker = new Browser(PAGE);
            weaker.get(signIn(weaker, "lantern", "accept"));
            assertThat(session(weaker).path("accountId").asString()).isEqualTo(account);
            assertThat(platform.strings("SELECT two_factors FROM session WHERE account_id = '" + account
                            + "' ORDER BY created_at DESC LIMIT 1"))
                    .containsExactly("false");
        }
    }

    @Test
    void aCodeThatWasUsedIsRefusedByTheProvider() {
        Browser browser = new Browser(PAGE);
        URI callback = signIn(browser, "lantern", "accept");
        assertThat(browser.get(callback).next()).isEqualTo(at("/"));
        Browser other = new Browser("application/json");
        String state = parameter(other.get(at("/api/sign-in/keycloak")).next(), "state");

        refused(other.get(with(callback, "state", state)), 401, "SIGN_IN_REFUSED");
        assertThat(session(other).path("signedIn").asBoolean()).isFalse();
    }

    @Test
    void whoDeclinesAtTheProviderIsToldSo() {
        Browser browser = new Browser(PAGE);
        URI callback = signIn(browser, "heron", "cancel");
        assertThat(parameter(callback, "error")).isEqualTo("access_denied");

        refused(browser.get(callback, "application/json"), 400, "SIGN_IN_CANCELLED");
        assertThat(session(browser).path("signedIn").asBoolean()).isFalse();
    }

    @Test
    void aSignInThatTakesTooLongExpires() {
        Browser browser = new Browser(PAGE);
        URI callback = signIn(browser, "lantern", "accept");
        database.sql("UPDATE sign_in_attempt SET created_at = now() - interval '10 minutes 1 second'")
                .fetch()
                .rowsUpdated()
                .block();

        refused(browser.get(callback, "application/json"), 400, "SIGN_IN_EXPIRED");
        assertThat(begin(new Browser(PAGE)).status()).isEqualTo(200);
        assertThat(platform.rows(
                        "SELECT count(*) FROM sign_in_attempt WHERE created_at < now() - interval '10 minutes'"))
                .as("old attempts are swept")
                .isZero();
    }

    @Test
    void aCallbackWithoutAnythingIsRefused() {
        refused(new Browser("application/json").get(at("/api/sign-in/keycloak/callback")), 400, "SIGN_IN_EXPIRED");
    }

    @Test
    void aDisabledAccountIsRefused() {
        Browser browser = new Browser(PAGE);
        assertThat(browser.get(signIn(browser, "lantern", "accept")).next()).isEqualTo(at("/"));
        String account = session(browser).path("accountId").asString();
        state(account, "DISABLED");
        try {
            Browser later = new Browser(PAGE);

            refused(later.get(signIn(later, "lantern", "accept"), "application/json"), 403, "FORBIDDEN");
            assertThat(session(later).path("signedIn").asBoolean()).isFalse();
        } finally {
            state(account, "ACTIVE");
        }
    }

    private void state(String account, String state) {
        database.sql("UPDATE account SET state = $2 WHERE id = $1")
                .bind("$1", UUID.fromString(account))
                .bind("$2", state)
                .fetch()
                .rowsUpdated()
                .block();
    }

    @Test
    void aProviderThatIsAwayHindersNobodyElse() {
        Browser browser = new Browser("application/json");

        refused(browser.get(at("/api/sign-in/away")), 503, "PROVIDER_UNAVAILABLE");

        assertThat(browser.get(at("/api/sign-in/away")).response().headers().firstValue("Retry-After"))
                .isPresent();
        assertThat(new Browser(PAGE).get(at("/api/sign-in/away")).next())
                .isEqualTo(at("/sign-in?error=PROVIDER_UNAVAILABLE"));
        assertThat(people.signIn("staff", LocalAccounts.PASSWORD).getStatus().value())
                .isEqualTo(200);
    }

    @Test
    void anUnknownProviderIsNotFound() {
        refused(new Browser("application/json").get(at("/api/sign-in/robots")), 404, "NOT_FOUND");
    }
}
