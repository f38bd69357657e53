package org.jiebang.api.evidence;

/** What is known of a file's viruses. */
public enum ScanState {
    /** Not scanned yet; in quarantine if there is a scanner. */
    WAITING,
    CLEAN,
    /** Stays in quarantine for good. */
    INFECTED
}
