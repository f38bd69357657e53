package org.jiebang.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    /** RFC 6238, appendix B, SHA-1: there with eight digits, of which these are the last six. */
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void makesTheCodesOfTheStandard(long seconds, String code) {
        assertThat(Totp.code(SECRET, Totp.step(Instant.ofEpochSecond(seconds)))).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"-60, false", "-31, true", "0, true", "30, true", "60, false"})
    void aClockMayBeOneStepOff(int off, boolean accepted) {
        Instant now = Instant.ofEpochSecond(1_111_111_111);
        String code = Totp.code(SECRET, Totp.step(now.plusSeconds(off)));

        assertThat(Totp.match(SECRET, code, now).isPresent()).isEqualTo(accepted);
    }

    @Test
    void secretsAreRandomAndWrittenInBase32() {
        // RFC 4648, section 10, without its padding.
        assertThat(Totp.base32("fooba".getBytes(StandardCharsets.US_ASCII))).isEqualTo("MZXW6YTB");
        assertThat(Totp.base32(SECRET)).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assertThat(Totp.secret()).hasSize(20).isNotEqualTo(Totp.secret());
    }

    @Test
    void theAddressNamesPlatformAndPerson() {
        assertThat(Totp.address("揭榜", "li xm", SECRET))
                .isEqualTo("otpauth://totp/%E6%8F%AD%E6%A6%9C%3Ali%20xm?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                        + "&issuer=%E6%8F%AD%E6%A6%9C");
    }
}
