package org.jiebang.api.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.jiebang.text.TextNormalizer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The phrases that a record shows of its text. */
@PlatformTest
class KeyphrasesIT {
    private static final int MOST = 8;
    private static final int LOOKED_AT = 15;

    private final Platform platform;

    KeyphrasesIT(Platform platform) {
        this.platform = platform;
    }

    @ParameterizedTest
    @ValueSource(strings = {"problem", "project", "expert", "society", "enterprise"})
    void areOfTheTextOfTheRecord(String type) {
        platform.awaitSamples();
        List<JsonNode> hits = platform.searchAll("type", type, "sort", "title").stream()
                .filter(hit -> hit.path("sample").asBoolean())
                .limit(LOOKED_AT)
                .toList();
        assertThat(hits).hasSize(LOOKED_AT);
        for (JsonNode hit : hits) {
            JsonNode record = platform.get(
                    "/api/{library}/{id}",
                    type.equals("society") ? "societies" : type + "s",
                    hit.path("id").asString());
            String text = TextNormalizer.term(
                    record.path("title").asString() + record.path("cells").toString());
            List<String> phrases = record.path("keyphrases")
                    .valueStream()
                    .map(JsonNode::asString)
                    .toList();
            assertThat(phrases)
                    .as(record::toPrettyString)
                    .isNotEmpty()
                    .hasSizeLessThanOrEqualTo(MOST)
                    .doesNotHaveDuplicates()
                    .allSatisfy(phrase -> assertThat(text).contains(TextNormalizer.term(phrase)));
        }
    }
}
