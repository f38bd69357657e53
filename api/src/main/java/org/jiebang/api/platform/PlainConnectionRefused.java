package org.jiebang.api.platform;

import java.util.List;

/** The platform would speak in clear to another machine. */
final class PlainConnectionRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param settings names of the settings, each with what it should say
     */
    PlainConnectionRefused(List<String> settings) {
        super("These settings name another machine without an encrypted and checked connection: "
                + String.join(", ", settings) + ".");
    }
}
