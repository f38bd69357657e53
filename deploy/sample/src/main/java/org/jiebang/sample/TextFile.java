package org.jiebang.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The text files beside this class: lines, of which those that begin with # are remarks and those in square brackets begin a section. */
final class TextFile {
    private TextFile() {}

    static List<String> lines(String file) {
        try (InputStream input = Objects.requireNonNull(TextFile.class.getResourceAsStream(file), file)) {
            return new String(input.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + file, e);
        }
    }

    static Map<String, List<String>> sections(String file) {
        Map<String, List<String>> sections = new LinkedHashMap<>();
        List<String> section = new ArrayList<>();
        for (String line : lines(file)) {
            if (line.startsWith("[") && line.endsWith("]")) {
                section = new ArrayList<>();
                sections.put(line.substring(1, line.length() - 1), section);
            } else {
                section.add(line);
            }
        }
        return sections;
    }

    /** Words of a section, divided by white space. */
    static List<String> words(Map<String, List<String>> sections, String section) {
        return Objects.requireNonNull(sections.get(section), section).stream()
                .flatMap(line -> Arrays.stream(line.split("\\s+")))
                .toList();
    }

    /** Lines of the form {@code key = value}, in order. */
    static Map<String, String> pairs(String file) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String line : lines(file)) {
            String[] sides = line.split("\\s*=\\s*", 2);
            pairs.put(sides[0], sides[1]);
        }
        return pairs;
    }
}
