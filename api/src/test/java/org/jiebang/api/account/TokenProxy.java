package org.jiebang.api.account;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.function.UnaryOperator;
import org.jiebang.api.IdentityProvider;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stands between the platform and Keycloak where the platform fetches its tokens: signs the id token anew with a key that the platform
 * trusts, so that each of its claims can be altered on its own, or in another way altogether.
 */
final class TokenProxy implements AutoCloseable {
    private final HttpServer server;
    private final RSAKey key = key("proxy");
    private final HttpClient client = HttpClient.newHttpClient();
    private volatile UnaryOperator<JWTClaimsSet> claims = UnaryOperator.identity();
    private volatile Signing signing = this::trusted;

    /** Makes the id token that the platform gets. */
    interface Signing {
        String sign(JWTClaimsSet claims) throws JOSEException;
    }

    TokenProxy() throws IOException {
        server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), IdentityProvider.PROXY_PORT), 0);
        server.createContext("/keys", exchange -> answer(exchange, 200, new JWKSet(key.toPublicJWK()).toString()));
        server.createContext("/token", this::token);
        server.start();
    }

    /** A key that the platform does not know, or the one that it trusts if asked for by {@link #trusted}. */
    static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    /** From now on the claims are altered, and the token is signed as it should be. */
    void alter(UnaryOperator<JWTClaimsSet> alteration) {
        claims = alteration;
        signing = this::trusted;
    }

    /** From now on the claims are as they were, and the token is signed in another way. */
    void sign(Signing other) {
        claims = UnaryOperator.identity();
        signing = other;
    }

    String trusted(JWTClaimsSet told) throws JOSEException {
        return signed(told, JWSAlgorithm.RS256, new RSASSASigner(key));
    }

    /** A token under the id of the trusted key, signed by anybody. */
    static String signed(JWTClaimsSet told, JWSAlgorithm algorithm, JWSSigner signer) throws JOSEException {
        SignedJWT token =
                new SignedJWT(new JWSHeader.Builder(algorithm).keyID("proxy").build(), told);
        token.sign(signer);
        return token.serialize();
    }

    private void token(HttpExchange exchange) throws IOException {
        try {
            HttpResponse<String> real = client.send(
                    HttpRequest.newBuilder(URI.create(IdentityProvider.issuer() + "/protocol/openid-connect/token"))
                            .header("Content-Type", exchange.getRequestHeaders().getFirst("Content-Type"))
                            .header(
                                    "Authorization",
                                    exchange.getRequestHeaders().getFirst("Authorization"))
                            .POST(HttpRequest.BodyPublishers.ofByteArray(
                                    exchange.getRequestBody().readAllBytes()))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            ObjectNode body = (ObjectNode) JsonMapper.shared().readTree(real.body());
            if (body.has("id_token")) {
                JWTClaimsSet told =
                        SignedJWT.parse(body.path("id_token").asString()).getJWTClaimsSet();
                body.put("id_token", signing.sign(claims.apply(told)));
            }
            answer(exchange, real.statusCode(), body.toString());
        } catch (InterruptedException | ParseException | JOSEException e) {
            throw new IOException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        try (exchange) {
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }
}
