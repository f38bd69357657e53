package org.jiebang.api.privacy;

/** The platform must not start with these keys; the message says what is wrong with them and repeats none. */
final class KeyRingRefused extends RuntimeException {
    static final String WAY_OUT =
            "Make a key with `openssl rand -base64 32` and give it as JIEBANG_DATA_KEYS=key1:<what it printed>. "
                    + "Keep it apart from the database and its backups: without it no contact can be read any more. To change keys put the new "
                    + "one in front, separated by a comma, and take the old one away once the log says that nothing is sealed under it.";

    private static final long serialVersionUID = 1L;

    KeyRingRefused(String problem) {
        super(problem);
    }
}
