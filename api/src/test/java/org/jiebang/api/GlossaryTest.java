package org.jiebang.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class GlossaryTest {
    private static final Path GLOSSARY = Path.of("..", "docs", "glossary.md");
    private static final Pattern TYPE = Pattern.compile("`(org\\.jiebang\\.[\\w.]+)`");

    @Test
    void everyTypeOfTheGlossaryExists() throws IOException {
        List<String> types = TYPE.matcher(Files.readString(GLOSSARY))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
        assertThat(types).hasSizeGreaterThan(25);
        assertThat(types)
                .allSatisfy(type -> assertThatCode(() -> Class.forName(type)).doesNotThrowAnyException());
    }
}
