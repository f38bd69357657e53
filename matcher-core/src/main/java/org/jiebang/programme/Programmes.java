package org.jiebang.programme;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The programmes that ship with the platform. */
public final class Programmes {
    private static final List<String> FILES = List.of(
            "enterprise-innovation-2020",
            "three-services-2021",
            "kechuang-jiangsu-2023",
            "kechuang-jiangsu-2024",
            "kczg-service-team-2024");
    private static final List<Programme> STANDARD =
            FILES.stream().map(Programmes::load).toList();

    private Programmes() {}

    /** All of them, oldest first. */
    public static List<Programme> standard() {
        return STANDARD;
    }

    /**
     * The one with this id.
     *
     * @throws IllegalArgumentException if none ships under this id
     */
    public static Programme standard(String id) {
        return STANDARD.stream()
                .filter(programme -> programme.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "No programme '" + id + "' ships with the platform. Maybe one of " + FILES + " was meant."));
    }

    /** Text of the file that ships under an id; empty if none does. */
    public static Optional<String> text(String id) {
        if (STANDARD.stream().noneMatch(programme -> programme.id().equals(id))) {
            return Optional.empty();
        }
        try (InputStream in = Programmes.class.getResourceAsStream(id + ".yaml")) {
            return Optional.of(new String(Objects.requireNonNull(in, id).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Programme load(String name) {
        try (InputStream in = Programmes.class.getResourceAsStream(name + ".yaml")) {
            ProgrammeReader.Outcome outcome = ProgrammeReader.read(Objects.requireNonNull(in, name));
            return outcome.programme()
                    // Under its id the text of a file is found again.
                    .filter(programme -> programme.id().equals(name))
                    .orElseThrow(() -> new IllegalStateException(name + ".yaml: " + outcome.remarks()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
