package org.jiebang.api.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests of keys under which records and works are compared. */
public final class IdentityKeys {
    private static final int BYTES = 16;

    private IdentityKeys() {}

    /** Half a SHA-256 in hexadecimal: no two keys of a library meet by chance. */
    public static String digest(String key) {
        try {
            byte[] whole = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(whole, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
