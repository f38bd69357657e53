package org.jiebang.api.library;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.ingest.library.LibraryJson;

/**
 * A record with its keys and hash, ready to be written.
 *
 * @param naturalKey what tells it from every other record of its library; a digest in hexadecimal, as the others are
 * @param similarityKey what other spellings of it have in common; blank for none
 * @param payload the record as JSON
 */
public record RecordDraft(String naturalKey, String similarityKey, String payload, String contentHash) {
    public static RecordDraft of(LibraryRecord item) {
        String payload = LibraryJson.write(item);
        String similar = item.similarityKey();
        return new RecordDraft(
                digest(item.naturalKey()), similar.isEmpty() ? "" : digest(similar), payload, digest(payload));
    }

    /** The digest that stands for a key or a text. */
    static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
