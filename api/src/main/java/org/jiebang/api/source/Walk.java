package org.jiebang.api.source;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jiebang.ingest.page.PageReader;
import org.jiebang.ingest.page.PageRefusal;
import org.jiebang.ingest.page.PageRules;
import org.jspecify.annotations.Nullable;

/** Where a run stands while one worker goes through the pages of a source, one after the other. */
final class Walk {
    /** Ended for reaching the most requests that the source allows. */
    static final String LIMIT = "LIMIT";

    private static final int MOST_LISTINGS = 2000;
    /** A host that fails so often in a row is left alone until the next run. */
    private static final int MOST_FAILURES = 5;

    private final Source source;
    private final UUID run;
    private final UUID owner;
    private final Set<String> listings = new HashSet<>();
    private final Set<String> pages = new HashSet<>();
    private final List<UUID> unchanged = new ArrayList<>();
    private List<PageReader.Item> before = List.of();
    private @Nullable String next;
    private RunStore.Counts counts = RunStore.Counts.NONE;
    private long asked;
    private int failures;
    private String failure = "";

    Walk(Source source, UUID run, UUID owner) {
        this.source = source;
        this.run = run;
        this.owner = owner;
        this.next = source.address();
    }

    Source source() {
        return source;
    }

    UUID run() {
        return run;
    }

    UUID owner() {
        return owner;
    }

    boolean goesOn() {
        return next != null && failure.isEmpty();
    }

    boolean stopped() {
        return !failure.isEmpty();
    }

    /** Why it ended before all was read; blank if all was. */
    String failure() {
        return failure;
    }

    void stop(String reason) {
        if (failure.isEmpty()) {
            failure = reason;
        }
    }

    /** The next listing page; each is taken once. */
    String take() {
        String address = next == null ? source.address() : next;
        listings.add(address);
        next = null;
        return address;
    }

    /** Goes on behind a listing page: by its link, else by the next number, unless the same entries came again. */
    void advance(Kept listing) {
        boolean again = listing.items().equals(before);
        before = listing.items();
        if (again || listings.size() >= MOST_LISTINGS) {
            return;
        }
        PageRules rules = source.rules();
        String following = rules.numbered().isBlank()
                ? listing.next()
                : rules.numbered().replace(PageRules.PAGE, Integer.toString(rules.firstNumber() + listings.size() - 1));
        next = following == null || listings.contains(following) ? null : following;
    }

    /** Behind the last of numbered pages is none, or an empty one. */
    boolean isEnd(String address, PageRefusal refusal) {
        return !source.rules().numbered().isBlank()
                && !address.equals(source.address())
                && (refusal == PageRefusal.GONE || refusal == PageRefusal.NO_ITEMS);
    }

    boolean isNew(String address) {
        return !listings.contains(address) && pages.add(address);
    }

    /** May one more be asked for? If not, the run ends. */
    boolean mayAsk() {
        if (asked >= source.mostPages()) {
            stop(LIMIT);
            return false;
        }
        asked++;
        counts = counts.plus(new RunStore.Counts(1, 0, 0, 0, 0, 0, 0));
        return true;
    }

    void answered() {
        failures = 0;
    }

    void refused(PageRefusal refusal) {
        failures = refusal.isPassing() ? failures + 1 : 0;
        if (failures >= MOST_FAILURES) {
            stop(refusal.name());
        }
    }

    void add(RunStore.Counts more) {
        counts = counts.plus(more);
    }

    void addUnchanged(UUID page) {
        unchanged.add(page);
    }

    /** What is not written down yet. */
    record Open(RunStore.Counts counts, List<UUID> unchanged) {}

    Open open() {
        return new Open(counts, List.copyOf(unchanged));
    }

    /** What was open is written down. */
    void settled() {
        counts = RunStore.Counts.NONE;
        unchanged.clear();
    }
}
