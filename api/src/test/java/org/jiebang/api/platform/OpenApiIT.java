package org.jiebang.api.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API document that the page's client is generated from says what the server does. */
@PlatformTest
class OpenApiIT {
    private static final Path COMMITTED = Path.of("..", "web-ui", "openapi.json");

    private final Platform platform;

    OpenApiIT(Platform platform) {
        this.platform = platform;
    }

    @Test
    void equalsTheCommittedDocument() {
        assumeTrue(Files.exists(COMMITTED), "There is no " + COMMITTED);

        assertThat(platform.get("/v3/api-docs"))
                .as("""
                        %s is not what the server answers. Write it anew, and the client from it, with a running platform:
                        curl -s http://localhost:8080/v3/api-docs | python3 -m json.tool --no-ensure-ascii > web-ui/openapi.json
                        cd web-ui && npm run api
                        """, COMMITTED)
                .isEqualTo(JsonMapper.shared().readTree(COMMITTED));
    }

    @Test
    void namesEveryOperationOnce() {
        List<String> names = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path :
                platform.get("/v3/api-docs").path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                String name = operation.getValue().path("operationId").asString("");
                assertThat(name).as("%s %s", operation.getKey(), path.getKey()).isNotBlank();
                assertThat(operation.getValue().has("summary"))
                        .as("Summary of %s", name)
                        .isFalse();
                names.add(name);
            }
        }

        assertThat(names).hasSizeGreaterThan(12).doesNotHaveDuplicates();
    }
}
