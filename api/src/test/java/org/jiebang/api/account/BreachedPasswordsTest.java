package org.jiebang.api.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.jiebang.api.platform.ApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BreachedPasswordsTest {
    @TempDir
    private Path folder;

    private Path file(List<String> passwords, String lineEnd) throws IOException {
        List<String> lines = IntStream.range(0, passwords.size())
                // Counts make lines of different lengths.
                .mapToObj(i -> digest(passwords.get(i)) + ":" + (long) Math.pow(7, i % 12))
                .sorted()
                .toList();
        return Files.writeString(folder.resolve("breached.txt"), String.join(lineEnd, lines));
    }

    private static String digest(String password) {
        try {
            return HexFormat.of()
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(password.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void findsEveryLineAndNoOther(String lineEnd) throws IOException {
        for (int size : new int[] {1, 2, 3, 1000}) {
            List<String> known =
                    IntStream.range(0, size).mapToObj(i -> "breached " + i).toList();
            BreachedPasswords breached =
                    new BreachedPasswords(file(known, lineEnd).toString());

            assertThat(known).allMatch(breached::contains);
            assertThat(IntStream.range(0, 500).mapToObj(i -> "fresh " + i)).noneMatch(breached::contains);
        }
    }

    @Test
    void aBreachedPasswordIsRefusedHoweverStrongItLooks() throws IOException {
        String strong = "seven lanterns beside the lake";
        Passwords passwords = new Passwords(
                new BreachedPasswords(file(List.of("a", strong, "b"), "\n").toString()));
        try {
            assertThatThrownBy(
                            () -> passwords.check("password", strong, List.of()).block())
                    .isInstanceOfSatisfying(
                            ApiException.class,
                            refused -> assertThat(
                                            refused.violations().getFirst().code())
                                    .isEqualTo("WEAK_PASSWORD"))
                    .hasMessageContaining("泄露");
            passwords.check("password", strong + " at night", List.of()).block();
        } finally {
            passwords.destroy();
        }
    }

    @Test
    void withoutAFileNothingIsKnown() {
        assertThat(new BreachedPasswords("").contains("password")).isFalse();
    }

    @Test
    void aFileThatIsNoneStopsTheStart() throws IOException {
        Path other = Files.writeString(folder.resolve("words.txt"), "password\nqwerty\n");
        assertThatThrownBy(() -> new BreachedPasswords(other.toString())).hasMessageContaining("no SHA-1");
        assertThatThrownBy(() -> new BreachedPasswords(folder.resolve("none").toString()))
                .hasMessageContaining("cannot be read");
    }
}
