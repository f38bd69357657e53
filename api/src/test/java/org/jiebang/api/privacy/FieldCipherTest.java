package org.jiebang.api.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldCipherTest {
    private static final String FIRST = key("first", 1);
    private static final String SECOND = key("second", 2);
    private static final byte[] PLAIN = "张三 13800000000".getBytes(StandardCharsets.UTF_8);

    /** PLAIN, sealed under FIRST as the contact of record-1. */
    private static final String OF_THE_FIRST_RELEASE = "056669727374c75ab08dda10e8628b7c04936481249b13e6d4a35809bd97"
            + "d4b6c4babc4093fc66f07f5a5f3d95296d25199f3488";

    private static String key(String id, int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return id + ":" + Base64.getEncoder().encodeToString(key);
    }

    private final FieldCipher cipher = new FieldCipher(FIRST);
    private final byte[] sealed = cipher.seal("contact", "record-1", PLAIN);

    @Test
    void opensWhatItSealed() {
        assertThat(cipher.open("contact", "record-1", sealed)).isEqualTo(PLAIN);
        assertThat(cipher.open("contact", "record-1", cipher.seal("contact", "record-1", new byte[0])))
                .isEmpty();
    }

    @Test
    void sealedValueTellsNothingOfTheValue() {
        byte[] again = cipher.seal("contact", "record-1", PLAIN);
        assertThat(again).isNotEqualTo(sealed).hasSameSizeAs(sealed);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1))
                .startsWith("\u0081\5first")
                .doesNotContain("138");
    }

    /** As the first release sealed it, without a version in front. */
    @Test
    void valueOfTheFirstReleaseOpens() {
        byte[] old = HexFormat.of().parseHex(OF_THE_FIRST_RELEASE);
        assertThat(cipher.open("contact", "record-1", old)).isEqualTo(PLAIN);
        refused(cipher, "contact", "record-2", old);
    }

    @Test
    void aVersionCannotBeTakenAwayOrMadeUp() {
        refused(cipher, "contact", "record-1", Arrays.copyOfRange(sealed, 1, sealed.length));
        byte[] later = sealed.clone();
        later[0]++;
        refused(cipher, "contact", "record-1", later);
    }

    @Test
    void valueMovedToAnotherRowOrColumnDoesNotOpen() {
        refused(cipher, "contact", "record-2", sealed);
        refused(cipher, "finding", "record-1", sealed);
        refused(cipher, "contactrecord-1", "", sealed);
    }

    @Property
    void changedValueDoesNotOpen(
            @ForAll @IntRange(min = 0, max = 60) int place, @ForAll @IntRange(min = 1, max = 255) int bits) {
        byte[] changed = sealed.clone();
        changed[place % changed.length] ^= (byte) bits;
        refused(cipher, "contact", "record-1", changed);
    }

    @Property
    void valueThatIsCutOffDoesNotOpen(@ForAll @IntRange(min = 0, max = 51) int length) {
        refused(cipher, "contact", "record-1", Arrays.copyOf(sealed, length));
    }

    @Test
    void wrongKeyDoesNotOpen() {
        refused(new FieldCipher(SECOND), "contact", "record-1", sealed);
        refused(new FieldCipher(key("first", 2)), "contact", "record-1", sealed);
    }

    @Test
    void firstKeySealsAndAllOpen() {
        FieldCipher both = new FieldCipher(SECOND + " , " + FIRST);
        assertThat(both.currentKey()).isEqualTo("second");
        assertThat(both.keyIds()).containsExactlyInAnyOrder("first", "second");
        assertThat(both.open("contact", "record-1", sealed)).isEqualTo(PLAIN);
        byte[] renewed = both.seal("contact", "record-1", PLAIN);
        assertThat(new FieldCipher(SECOND).open("contact", "record-1", renewed)).isEqualTo(PLAIN);
        refused(cipher, "contact", "record-1", renewed);
    }

    @Test
    void fingerprintsAreEqualForEqualTextsUnderOneKeyAlone() {
        assertThat(cipher.fingerprint("person", "a")).hasSize(32).isEqualTo(cipher.fingerprint("person", "a"));
        assertThat(cipher.fingerprint("person", "a"))
                .isNotEqualTo(cipher.fingerprint("person", "b"))
                .isNotEqualTo(cipher.fingerprint("other", "a"))
                .isNotEqualTo(new FieldCipher(SECOND).fingerprint("person", "a"));
        assertThat(new FieldCipher(SECOND + "," + FIRST).fingerprints("person", "a"))
                .containsExactly(new FieldCipher(SECOND).fingerprint("person", "a"), cipher.fingerprint("person", "a"));
    }

    private static void refused(FieldCipher cipher, String purpose, String owner, byte[] sealed) {
        assertThatExceptionOfType(FieldCipher.Unsealable.class)
                .isThrownBy(() -> cipher.open(purpose, owner, sealed))
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("138", "AQEB"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "'', no key",
                "'  ', no key",
                "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=, form id:key",
                "k 1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=, form id:key",
                "k1:AAECAwQFBgcICQ==, has 10 bytes and needs 32",
                "k1:not base64 at all!, not written in Base64"
            })
    void keysThatAreNoneAreRefused(String keys, String problem) {
        assertThatExceptionOfType(KeyRingRefused.class)
                .isThrownBy(() -> new FieldCipher(keys.replace("'", "")))
                .withMessageContaining(problem)
                .satisfies(refusal -> {
                    assertThat(refusal.getMessage()).doesNotContain("AAECAwQ");
                    assertThat(new KeyRingFailureAnalyzer()
                                    .analyze(new RuntimeException(refusal))
                                    .getAction())
                            .contains("openssl rand -base64 32", "JIEBANG_DATA_KEYS");
                });
    }

    @Test
    void twoKeysOfOneIdAreRefused() {
        assertThatExceptionOfType(KeyRingRefused.class)
                .isThrownBy(() -> new FieldCipher(FIRST + "," + key("first", 2)))
                .withMessageContaining("repeats the id 'first'");
    }
}
