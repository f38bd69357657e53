package org.jiebang.local;

import org.jspecify.annotations.Nullable;

/** A local service could not be started, or did not answer in time. The message ends with the way out. */
public final class LocalServicesException extends RuntimeException {

    private final String problem;
    private final String wayOut;

    LocalServicesException(String problem, String wayOut) {
        this(problem, wayOut, null);
    }

    LocalServicesException(String problem, String wayOut, @Nullable Throwable cause) {
        super(problem + System.lineSeparator() + "Way out: " + wayOut, cause);
        this.problem = problem;
        this.wayOut = wayOut;
    }

    /** What happened, with the last lines of the service's log where there is one. */
    public String problem() {
        return problem;
    }

    /** What the reader can do about it. */
    public String wayOut() {
        return wayOut;
    }
}
