package org.jiebang.api.privacy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Seals personal data before it is stored: AES-256-GCM with a random 96-bit nonce. A sealed value is bound to its purpose and its owner
 * and does not open in another row. The first key of {@code jiebang.privacy.keys} seals, every key opens. Thread-safe; sealing much at a
 * time belongs on {@link org.jiebang.api.platform.Compute}.
 */
@Component
public class FieldCipher {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final String MAC = "HmacSHA256";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    /**
     * First byte of a sealed value: how it was sealed. Values of the first release begin with the length of the key's id, which is below this;
     * they open as well and become this when their key is changed.
     */
    private static final byte VERSION = (byte) 0x81;

    /** What is made of one configured key: one key for each use. */
    private record Keys(SecretKey sealing, SecretKey fingerprints) {}

    private final Map<String, Keys> ring = new LinkedHashMap<>();
    private final String current;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param keys {@code id:base64(32 bytes)}, comma-separated, the sealing one first
     * @throws RuntimeException if there is no key or one is malformed; the platform does not start then
     */
    public FieldCipher(@Value("${jiebang.privacy.keys}") String keys) {
        KeyRing configured = KeyRing.parse(keys);
        configured.keys().forEach((id, bytes) -> ring.put(id, derive(bytes)));
        current = configured.keys().keySet().iterator().next();
    }

    private static Keys derive(byte[] key) {
        try {
            KDF kdf = KDF.getInstance("HKDF-SHA256");
            return new Keys(kdf.deriveKey("AES", use(key, "seal")), kdf.deriveKey(MAC, use(key, "fingerprint")));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java 25 has HKDF", e);
        }
    }

    private static HKDFParameterSpec use(byte[] key, String use) {
        return HKDFParameterSpec.ofExtract()
                .addIKM(key)
                .thenExpand(("jiebang " + use).getBytes(StandardCharsets.UTF_8), 32);
    }

    /** A sealed value does not open; the message names neither the value nor a key. */
    public static final class Unsealable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Unsealable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** Id of the key that seals now; stored beside the sealed value, so that rows under an old key are found. */
    public String currentKey() {
        return current;
    }

    /** Ids of all keys that open. */
    public Set<String> keyIds() {
        return Set.copyOf(ring.keySet());
    }

    /**
     * Seals a value.
     *
     * @param purpose what the value is, the same for all rows of a column
     * @param owner what tells the row from all others, such as the record's id
     */
    public byte[] seal(String purpose, String owner, byte[] plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] id = current.getBytes(StandardCharsets.US_ASCII);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, keys(current), nonce, bound(VERSION, purpose, owner))
                    .doFinal(plain);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(2 + id.length + NONCE_BYTES + sealed.length);
            bytes.write(VERSION);
            bytes.write(id.length);
            bytes.writeBytes(id);
            bytes.writeBytes(nonce);
            bytes.writeBytes(sealed);
            return bytes.toByteArray();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + CIPHER, e);
        }
    }

    /**
     * Opens what {@link #seal} sealed for the same purpose and owner.
     *
     * @throws Unsealable if its key is not in the ring, it belongs elsewhere, or it was changed
     */
    public byte[] open(String purpose, String owner, byte[] sealed) {
        boolean versioned = sealed.length > 1 && sealed[0] < 0;
        if (versioned && sealed[0] != VERSION) {
            throw new Unsealable("A " + purpose + " is sealed in a way that this release does not know.", null);
        }
        int idAt = versioned ? 2 : 1;
        int start = sealed.length == 0 ? 0 : idAt + sealed[idAt - 1];
        if (start < idAt + 1 || sealed.length < start + NONCE_BYTES + TAG_BITS / 8) {
            throw new Unsealable("A sealed " + purpose + " is cut off.", null);
        }
        String id = new String(sealed, idAt, start - idAt, StandardCharsets.US_ASCII);
        Keys keys = ring.get(id);
        if (keys == null) {
            throw new Unsealable(
                    "A " + purpose + " is sealed under the key '" + id + "', which is not among jiebang.privacy.keys.",
                    null);
        }
        byte[] nonce = Arrays.copyOfRange(sealed, start, start + NONCE_BYTES);
        int body = start + NONCE_BYTES;
        try {
            return cipher(Cipher.DECRYPT_MODE, keys, nonce, bound(versioned ? VERSION : 0, purpose, owner))
                    .doFinal(sealed, body, sealed.length - body);
        } catch (GeneralSecurityException e) {
            throw new Unsealable(
                    "A sealed " + purpose + " of " + owner + " does not open: it was changed or belongs elsewhere.", e);
        }
    }

    /** What a value is bound to: its version too, so that none passes for one of another. */
    private static byte[] bound(byte version, String purpose, String owner) {
        byte[] place = (purpose + '\0' + owner).getBytes(StandardCharsets.UTF_8);
        return version == 0
                ? place
                : ByteBuffer.allocate(1 + place.length).put(version).put(place).array();
    }

    private static Cipher cipher(int mode, Keys keys, byte[] nonce, byte[] bound) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, keys.sealing(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(bound);
        return cipher;
    }

    /** Fingerprint of a text under the key that seals now: equal texts give equal fingerprints, and without the key none can be tried. */
    public byte[] fingerprint(String purpose, String text) {
        return fingerprint(keys(current), purpose, text);
    }

    /** Fingerprints of a text under every key, for those stored before the keys were changed. */
    public List<byte[]> fingerprints(String purpose, String text) {
        return ring.values().stream()
                .map(keys -> fingerprint(keys, purpose, text))
                .toList();
    }

    private static byte[] fingerprint(Keys keys, String purpose, String text) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(keys.fingerprints());
            return mac.doFinal((purpose + '\0' + text).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + MAC, e);
        }
    }

    private Keys keys(String id) {
        return Objects.requireNonNull(ring.get(id));
    }
}
