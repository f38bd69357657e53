package org.jiebang.local.spring;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.logging.Log;
import org.jiebang.local.DataKey;
import org.jiebang.local.LocalServices;
import org.jiebang.local.LocalServicesException;
import org.jiebang.local.LocalServicesOptions;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.Profiles;
import org.springframework.core.env.StandardEnvironment;

/**
 * Under the profile {@code local}: starts PostgreSQL unless {@code JIEBANG_DATABASE_URL} is set, and Elasticsearch unless
 * {@code JIEBANG_ELASTICSEARCH_URIS} is set, and tells the application where they are.
 *
 * <p>Gives {@code jiebang.privacy.keys}, a key that is made once and kept in the file {@code data-key} of the data directory, unless
 * {@code JIEBANG_DATA_KEYS} is set; {@code spring.r2dbc.{url,username,password}}, {@code spring.flyway.{url,user,password}} and
 * {@code jiebang.elasticsearch.uris}, which win over the application's files; and as a default
 * {@code server.address=127.0.0.1}. Reads {@code fresh} (argument {@code --fresh}), {@code jiebang.local.directory}
 * (default {@code .jiebang}, relative to the nearest folder upwards that has {@code .mvn}),
 * {@code jiebang.local.elasticsearch-heap} and {@code jiebang.local.lock-wait}. The services are stopped after the last
 * bean of the application.
 */
public final class LocalServicesEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

    static final String PROFILE = "local";
    static final String ADDRESSES = "localServices";
    static final String DEFAULTS = "localServicesDefaults";
    static final String DATA_KEY = "localDataKey";

    private static final Duration ELASTICSEARCH_LIMIT = Duration.ofMinutes(2);

    private final Log log;

    public LocalServicesEnvironmentPostProcessor(DeferredLogFactory logs) {
        this.log = logs.getLog(LocalServicesEnvironmentPostProcessor.class);
    }

    /** Last, because configuration files may switch the profile on. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (!environment.acceptsProfiles(Profiles.of(PROFILE))) {
            return;
        }
        MutablePropertySources sources = environment.getPropertySources();
        sources.addLast(new MapPropertySource(DEFAULTS, Map.of("server.address", "127.0.0.1")));
        LocalSettings settings = new LocalSettings(environment, Path.of(""));
        settings.dataKeyDirectory()
                .ifPresent(directory -> addBelowTheProcessEnvironment(
                        sources,
                        new MapPropertySource(DATA_KEY, Map.of("jiebang.privacy.keys", DataKey.in(directory)))));
        Optional<LocalServicesOptions> options = settings.options();
        if (options.isPresent()) {
            LocalServices services = start(options.get());
            application.addInitializers(context -> closeAfterBeans(context, services));
            addBelowTheProcessEnvironment(
                    sources, new MapPropertySource(ADDRESSES, addresses(options.get(), services)));
        }
    }

    /** Above the application's files, below what somebody said for this very run. */
    private static void addBelowTheProcessEnvironment(MutablePropertySources sources, MapPropertySource added) {
        if (sources.contains(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME)) {
            sources.addAfter(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, added);
        } else {
            sources.addFirst(added);
        }
    }

    private LocalServices start(LocalServicesOptions options) {
        long begin = System.nanoTime();
        LocalServices services = LocalServices.start(options);
        long milliseconds = Duration.ofNanos(System.nanoTime() - begin).toMillis();
        log.info("Local services after " + milliseconds + " ms, data in " + options.directory()
                + (options.postgres() ? ", " + services.databaseUrl() : "")
                + (options.elasticsearch() ? ", " + services.elasticsearchUri() + " (starting)" : ""));
        if (options.elasticsearch()) {
            Thread.ofVirtual().name("local-elasticsearch").start(() -> watch(services, begin));
        }
        return services;
    }

    /** Nobody else would say why Elasticsearch does not come up. */
    private void watch(LocalServices services, long begin) {
        try {
            services.awaitElasticsearch(ELASTICSEARCH_LIMIT);
            long milliseconds = Duration.ofNanos(System.nanoTime() - begin).toMillis();
            log.info("Local Elasticsearch answers after " + milliseconds + " ms");
        } catch (LocalServicesException failed) {
            if (services.isOpen()) {
                log.error(failed.getMessage());
            }
        }
    }

    private static Map<String, Object> addresses(LocalServicesOptions options, LocalServices services) {
        Map<String, Object> addresses = new LinkedHashMap<>();
        if (options.postgres()) {
            addresses.put("spring.r2dbc.url", services.r2dbcUrl());
            addresses.put("spring.r2dbc.username", services.user());
            addresses.put("spring.r2dbc.password", services.password());
            addresses.put("spring.flyway.url", services.jdbcUrl());
            addresses.put("spring.flyway.user", services.user());
            addresses.put("spring.flyway.password", services.password());
        }
        if (options.elasticsearch()) {
            addresses.put(
                    "jiebang.elasticsearch.uris", services.elasticsearchUri().toString());
        }
        return addresses;
    }

    /** The first disposable bean is the last one to be destroyed. */
    private static void closeAfterBeans(ConfigurableApplicationContext context, LocalServices services) {
        ((DefaultListableBeanFactory) context.getBeanFactory()).registerDisposableBean(ADDRESSES, services::close);
    }
}
