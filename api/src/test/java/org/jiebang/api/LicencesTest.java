package org.jiebang.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Everything that is shipped stands in the bill of materials under a licence that may be shipped with ours (Apache-2.0). */
class LicencesTest {
    /** Of several licences of one component it is enough that one is among these. */
    private static final Set<String> ALLOWED = Set.of(
            "Apache-2.0",
            "MIT",
            "MIT-0",
            "0BSD",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "CC0-1.0",
            "EPL-2.0",
            "Bouncy Castle Licence");

    private static JsonNode bill() throws IOException {
        try (InputStream bill = LicencesTest.class.getResourceAsStream("/META-INF/sbom/application.cdx.json")) {
            assertThat(bill).as("the bill of materials, written by the build").isNotNull();
            return JsonMapper.shared().readTree(bill);
        }
    }

    private static List<String> licences(JsonNode component) {
        List<String> names = new ArrayList<>();
        component.path("licenses").forEach(choice -> {
            JsonNode licence = choice.path("license");
            names.add(
                    choice.has("expression")
                            ? choice.path("expression").asString()
                            : licence.path("id").asString(licence.path("name").asString()));
        });
        return names;
    }

    @Test
    void everyComponentMayBeShipped() throws IOException {
        JsonNode components = bill().path("components");
        assertThat(components.size()).isGreaterThan(100);
        List<String> refused = new ArrayList<>();
        components.forEach(component -> {
            List<String> licences = licences(component);
            if (licences.stream().noneMatch(ALLOWED::contains)) {
                refused.add(component.path("purl").asString() + " " + licences);
            }
        });
        assertThat(refused).isEmpty();
    }
}
