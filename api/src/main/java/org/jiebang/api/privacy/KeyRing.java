package org.jiebang.api.privacy;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The keys as they are configured.
 *
 * @param keys 32 bytes by id, the sealing one first
 */
record KeyRing(Map<String, byte[]> keys) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,32}");
    private static final int KEY_BYTES = 32;

    /**
     * Reads {@code id:base64,id:base64}.
     *
     * @throws KeyRingRefused if there is none, or one is malformed; the message never repeats a key
     */
    static KeyRing parse(String text) {
        Map<String, byte[]> keys = new LinkedHashMap<>();
        List<String> entries = new ArrayList<>(List.of(text.strip().split("\\s*,\\s*")));
        entries.removeIf(String::isBlank);
        for (int i = 0; i < entries.size(); i++) {
            String[] parts = entries.get(i).split(":", 2);
            String which = "Entry " + (i + 1) + " of jiebang.privacy.keys";
            if (parts.length != 2 || !ID.matcher(parts[0]).matches()) {
                throw new KeyRingRefused(which + " is not of the form id:key with an id of letters and digits.");
            }
            if (keys.put(parts[0], bytes(parts[1], which)) != null) {
                throw new KeyRingRefused(which + " repeats the id '" + parts[0] + "'.");
            }
        }
        if (keys.isEmpty()) {
            throw new KeyRingRefused("There is no key to seal personal data with (jiebang.privacy.keys is empty).");
        }
        return new KeyRing(keys);
    }

    private static byte[] bytes(String base64, String which) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            throw new KeyRingRefused(which + " is not written in Base64.");
        }
        if (bytes.length != KEY_BYTES) {
            throw new KeyRingRefused(which + " has " + bytes.length + " bytes and needs " + KEY_BYTES + ".");
        }
        return bytes;
    }

    /** Never in a log. */
    @Override
    public String toString() {
        return "KeyRing" + keys.keySet();
    }
}
