package org.jiebang.ingest.page;

/** A page or a file of a source that is not read; nothing of it was taken. */
public final class PageRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final PageRefusal refusal;

    /** @param detail for the log: without anything of the content */
    public PageRefused(PageRefusal refusal, String detail) {
        super(detail);
        this.refusal = refusal;
    }

    public PageRefused(PageRefusal refusal, String detail, Throwable cause) {
        super(detail, cause);
        this.refusal = refusal;
    }

    public PageRefusal refusal() {
        return refusal;
    }
}
