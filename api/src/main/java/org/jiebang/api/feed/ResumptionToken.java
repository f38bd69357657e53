package org.jiebang.api.feed;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jiebang.api.privacy.FieldCipher;
import org.jspecify.annotations.Nullable;

/**
 * Where a harvest goes on: the request and the last record told. The server keeps nothing of it; what it gives is signed, so that it takes
 * back its own alone.
 *
 * @param cursor how many were told before
 * @param total how many there were when the harvest began
 */
record ResumptionToken(
        String verb, String prefix, HarvestStore.Range range, HarvestStore.Place last, long cursor, long total) {
    private static final String PURPOSE = "oai-resumption-token";
    private static final String NONE = "-";
    private static final int SIGNATURE_BYTES = 12;

    String write(FieldCipher cipher) {
        String text = String.join(
                "|",
                verb,
                prefix,
                text(range.set()),
                text(range.from()),
                text(range.until()),
                last.stamp().toInstant().toString(),
                last.set(),
                last.id().toString(),
                Long.toString(cursor),
                Long.toString(total));
        return base64(text.getBytes(StandardCharsets.UTF_8)) + "."
                + base64(signature(cipher.fingerprint(PURPOSE, text)));
    }

    private static byte[] signature(byte[] fingerprint) {
        return Arrays.copyOf(fingerprint, SIGNATURE_BYTES);
    }

    private static String text(@Nullable Object value) {
        return value == null ? NONE : value.toString();
    }

    /** Reads what {@link #write} gave, under any key of the ring; empty for anything else. */
    static Optional<ResumptionToken> read(FieldCipher cipher, String token) {
        String[] halves = token.split("\\.", -1);
        if (halves.length != 2) {
            return Optional.empty();
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(halves[0]), StandardCharsets.UTF_8);
            byte[] signature = Base64.getUrlDecoder().decode(halves[1]);
            boolean ours = cipher.fingerprints(PURPOSE, text).stream()
                    .anyMatch(fingerprint -> MessageDigest.isEqual(signature(fingerprint), signature));
            return ours ? Optional.of(parse(List.of(text.split("\\|", -1)))) : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static ResumptionToken parse(List<String> parts) {
        return new ResumptionToken(
                parts.get(0),
                parts.get(1),
                new HarvestStore.Range(
                        parts.get(2).equals(NONE) ? null : parts.get(2), time(parts.get(3)), time(parts.get(4))),
                new HarvestStore.Place(OffsetDateTime.parse(parts.get(5)), parts.get(6), UUID.fromString(parts.get(7))),
                Long.parseLong(parts.get(8)),
                Long.parseLong(parts.get(9)));
    }

    private static @Nullable OffsetDateTime time(String text) {
        return text.equals(NONE) ? null : OffsetDateTime.parse(text);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
