package org.jiebang.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jiebang.catalog.Library;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LibraryIndexTest {
    private static final Pattern FIELD = Pattern.compile("^ {6}\"([a-z_]+)\": \\{ \"type\"", Pattern.MULTILINE);

    @Test
    void everyMappedFieldHasANameAndEveryNameAField() throws IOException {
        Set<String> named = new TreeSet<>(Arrays.stream(LibraryIndex.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == String.class)
                .map(LibraryIndexTest::value)
                .toList());
        Set<String> mapped = new TreeSet<>();
        FIELD.matcher(definition()).results().forEach(result -> mapped.add(result.group(1)));
        assertThat(mapped).isNotEmpty().isEqualTo(named);
    }

    @Test
    void mappingTakesNoUnknownField() throws IOException {
        assertThat(definition()).contains("\"dynamic\": \"strict\"");
    }

    @ParameterizedTest
    @EnumSource(Library.class)
    void newIndexStandsBehindItsAlias(Library library) {
        assertThat(LibraryIndex.alias(library)).isEqualTo("jiebang-" + library.code());
        assertThat(LibraryIndex.newName(library, 1763692800000L))
                .isEqualTo(LibraryIndex.alias(library) + "-v" + LibraryIndex.VERSION + "-1763692800000")
                .as("what an index may be called")
                .matches("[a-z][a-z0-9-]*");
    }

    private static String value(java.lang.reflect.Field field) {
        try {
            return (String) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static String definition() throws IOException {
        try (InputStream definition = LibraryIndex.definition()) {
            return new String(definition.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
