package org.jiebang.api.platform;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Stops the start where the platform would speak to another machine in clear, or to one whose certificate nobody checks: PostgreSQL,
 * Elasticsearch, identity providers. {@code jiebang.transport.allow-plain=true} allows it, for networks that encrypt by themselves.
 */
public final class EncryptedConnections implements EnvironmentPostProcessor, Ordered {
    private static final String ALLOWED = "jiebang.transport.allow-plain";
    private static final String PROVIDERS = "spring.security.oauth2.client.provider";
    private static final Pattern HOSTS = Pattern.compile("//(?:[^/?@]*@)?([^/?]+)");
    private static final Pattern PORT = Pattern.compile("(?<=[^:\\]]|\\]):\\d+$");
    private static final Pattern SSL_MODE = Pattern.compile("[?&]sslmode=([a-z-]+)");

    /** Modes in which the certificate of the database is checked. */
    private static final Set<String> CHECKED = Set.of("verify-ca", "verify-full");

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (environment.getProperty(ALLOWED, Boolean.class, false)) {
            return;
        }
        List<String> plain = new ArrayList<>();
        for (String database : List.of("spring.r2dbc.url", "spring.flyway.url")) {
            String address = environment.getProperty(database, "");
            if (isElsewhere(address) && !isCheckedDatabase(address)) {
                plain.add(database + " (sslMode=verify-full)");
            }
        }
        for (String node :
                environment.getProperty("jiebang.elasticsearch.uris", "").split(",")) {
            if (isElsewhere(node) && !isHttps(node)) {
                plain.add("jiebang.elasticsearch.uris (https)");
            }
        }
        Binder.get(environment)
                .bind(PROVIDERS, Bindable.mapOf(String.class, String.class))
                .orElse(Map.of())
                .forEach((setting, value) -> {
                    if (setting.toLowerCase(Locale.ROOT).endsWith("uri") && isElsewhere(value) && !isHttps(value)) {
                        plain.add(PROVIDERS + "." + setting + " (https)");
                    }
                });
        if (!plain.isEmpty()) {
            throw new PlainConnectionRefused(plain);
        }
    }

    private static boolean isHttps(String address) {
        return address.strip().toLowerCase(Locale.ROOT).startsWith("https://");
    }

    private static boolean isCheckedDatabase(String address) {
        String lower = address.toLowerCase(Locale.ROOT);
        Matcher mode = SSL_MODE.matcher(lower);
        return mode.find() ? CHECKED.contains(mode.group(1)) : lower.startsWith("r2dbcs:");
    }

    /** Does an address name a machine other than this one? A name is not looked up: only localhost is here. */
    private static boolean isElsewhere(String address) {
        Matcher hosts = HOSTS.matcher(address);
        return hosts.find() && !Arrays.stream(hosts.group(1).split(",")).allMatch(EncryptedConnections::isHere);
    }

    private static boolean isHere(String hostAndPort) {
        String host = PORT.matcher(hostAndPort.strip()).replaceFirst("");
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException name) {
            return false;
        }
    }
}
