package org.jiebang.api.source;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a server answered; everything else is a {@link org.jiebang.ingest.page.PageRefused}. */
sealed interface Fetched {
    /** The same as before (304). */
    record Unchanged() implements Fetched {}

    /**
     * Content.
     *
     * @param address where it was found, behind all redirects
     * @param type content type without parameters, in lower case; blank if none
     * @param charset as the server names it
     */
    record Content(URI address, String type, @Nullable String charset, byte[] bytes, Validators validators)
            implements Fetched {
        /** By its type, and where there is none by its first sign. */
        boolean isPage() {
            boolean named = type.equals("text/html") || type.equals("application/xhtml+xml");
            return named || type.isEmpty() && bytes.length > 0 && bytes[0] == '<';
        }
    }

    /** By what a server tells whether something changed; null where it says nothing. */
    record Validators(@Nullable String etag, @Nullable String lastModified) {
        static final Validators NONE = new Validators(null, null);
    }

    static String plainType(@Nullable String header) {
        return header == null ? "" : header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
