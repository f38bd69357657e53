package org.jiebang.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;

/**
 * What the build of this module unpacked and chose.
 *
 * @param elasticsearchHome the unpacked server
 * @param postgresVersion the version of the binaries on the class path
 */
record BuildProperties(Path elasticsearchHome, String postgresVersion) {

    static BuildProperties load() {
        Properties properties = new Properties();
        try (InputStream resource =
                Objects.requireNonNull(BuildProperties.class.getResourceAsStream("build.properties"))) {
            properties.load(resource);
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot read build.properties", failed);
        }
        return new BuildProperties(
                Path.of(Objects.requireNonNull(properties.getProperty("elasticsearch.home"))),
                Objects.requireNonNull(properties.getProperty("postgres.version")));
    }
}
