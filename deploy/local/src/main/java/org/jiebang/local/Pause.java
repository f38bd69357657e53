package org.jiebang.local;

/** Waiting between two looks at a process or a file. */
final class Pause {

    private Pause() {}

    static void of(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LocalServicesException(
                    "Interrupted while waiting for a local service.", "start again.", interrupted);
        }
    }
}
