package org.jiebang.ingest.document;

import java.time.Duration;
import org.jiebang.ingest.page.PageRefusal;
import org.jiebang.ingest.page.PageRefused;

/** What one file may cost: bytes that it unpacks to, with all that is in it, and time. */
final class Budget {
    private static final long UNPACKED = 32L << 20;
    private static final Duration TIME = Duration.ofSeconds(20);

    private long left = UNPACKED;
    private final long end = System.nanoTime() + TIME.toNanos();

    void take(long bytes) {
        left -= bytes;
        if (left < 0) {
            throw new PageRefused(PageRefusal.TOO_LARGE, "Unpacks to more than " + (UNPACKED >> 20) + " MiB");
        }
        tick();
    }

    /** Fails when the time is over. */
    void tick() {
        if (System.nanoTime() > end) {
            throw new PageRefused(PageRefusal.TOO_LARGE, "Takes longer than " + TIME.toSeconds() + " s");
        }
    }
}
