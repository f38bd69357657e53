package org.jiebang.api.document;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jiebang.form.Form;
import org.jiebang.form.FormValues;

/**
 * 内容校验码: the first 80 bits of the SHA-256 of a form and all its values, as sixteen letters and digits in groups of four. Equal texts have
 * equal codes, however often and in whichever format they are printed; nobody finds another text for a printed code by chance or by typing.
 */
final class ContentCode {
    /** Crockford's, without I, L, O and U, so that no letter is read as a digit. */
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int CHARACTERS = 16;
    private static final int BITS = 5;
    private static final Pattern SHAPE = Pattern.compile("[0-9A-HJKMNP-TV-Z]{16}");

    private ContentCode() {}

    /** What identifies the form's content in full. */
    static byte[] hash(Form form, FormValues values) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest((form.id() + '\n' + values.canonical()).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    static String of(Form form, FormValues values) {
        byte[] hash = hash(form, values);
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < CHARACTERS; i++) {
            int at = 0;
            for (int bit = i * BITS; bit < (i + 1) * BITS; bit++) {
                at = at << 1 | hash[bit / 8] >> 7 - bit % 8 & 1;
            }
            code.append(i > 0 && i % 4 == 0 ? "-" : "").append(ALPHABET.charAt(at));
        }
        return code.toString();
    }

    /** A code as somebody copied it from paper: in small letters, without or with other dashes, O for 0, I or L for 1; blank if it is none. */
    static String read(String typed) {
        String plain = typed.toUpperCase(Locale.ROOT)
                .replaceAll("[\\s\\p{Pd}]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        return SHAPE.matcher(plain).matches() ? plain.replaceAll("(.{4})(?=.)", "$1-") : "";
    }
}
