package org.jiebang.api.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiebang.api.platform.Compute;
import org.jiebang.catalog.Library;
import org.jiebang.ingest.page.PageReader;
import org.jiebang.ingest.page.PageRefusal;
import org.jiebang.ingest.page.PageRefused;
import org.jiebang.ingest.page.PageRules;
import org.jiebang.ingest.page.SelectorGuess;
import org.jiebang.ingest.page.WebPage;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Shows what a source would give before anything of it is kept: asks for its listing page and for the pages of a few entries. */
@Component
class SourcePreviews {
    private static final int SHOWN = 10;
    private static final int OPENED = 3;

    private final PageFetcher fetcher;
    private final Readings readings;
    private final Compute compute;

    SourcePreviews(PageFetcher fetcher, Readings readings, Compute compute) {
        this.fetcher = fetcher;
        this.readings = readings;
        this.compute = compute;
    }

    /**
     * One entry.
     *
     * @param opened was its own page read too?
     * @param files names of the files to which its page links
     * @param refusal why its page could not be read; null if it could
     */
    record PreviewItem(
            @Nullable String address,
            Map<String, String> cells,
            boolean opened,
            List<String> files,
            @Nullable RefusedPage refusal) {}

    /** Why a page was refused, with the way out. */
    record RefusedPage(String code, String chinese, String english) {
        static RefusedPage of(PageRefusal refusal) {
            return new RefusedPage(refusal.name(), refusal.chinese(), refusal.english());
        }
    }

    /**
     * What a source would give.
     *
     * @param rules as asked for, or guessed
     * @param guessed are the rules a guess?
     * @param found entries on the page
     * @param next address of the next listing page; null if there is none
     */
    record SourcePreview(
            PageRules rules,
            boolean guessed,
            int found,
            @Nullable String next,
            List<PreviewItem> items) {}

    /** Reads by rules. */
    Mono<SourcePreview> read(String address, Library library, PageRules rules) {
        return page(address)
                .flatMap(page -> compute.run(() -> PageReader.listing(page, rules)))
                .flatMap(listing -> shown(address, library, rules, listing, false));
    }

    /** Guesses the rules and reads by them. Fails with {@link PageRefused} where nothing on the page repeats. */
    Mono<SourcePreview> guess(String address, Library library) {
        return page(address)
                .flatMap(page -> compute.run(() -> guessed(page, library)).flatMap(rules -> {
                    Mono<PageRules> refined = rules.followsLinks()
                            ? compute.run(() -> PageReader.listing(page, rules))
                                    .flatMap(listing -> page(String.valueOf(
                                            listing.items().getFirst().address())))
                                    .flatMap(detail -> compute.run(() -> SelectorGuess.detail(rules, detail, library)))
                                    .onErrorResume(PageRefused.class, refused -> Mono.just(rules))
                            : Mono.just(rules);
                    return refined.flatMap(all -> compute.run(() -> PageReader.listing(page, all))
                            .flatMap(listing -> shown(address, library, all, listing, true)));
                }));
    }

    private static PageRules guessed(Document page, Library library) {
        return SelectorGuess.listing(page, library)
                .orElseThrow(() -> new PageRefused(
                        WebPage.needsScripts(page) ? PageRefusal.SCRIPTED : PageRefusal.NO_ITEMS, "Nothing repeats"));
    }

    private Mono<Document> page(String address) {
        return fetcher.fetch(address, Fetched.Validators.NONE, WebPage.LARGEST)
                .cast(Fetched.Content.class)
                .flatMap(content -> compute.run(() -> Readings.page(content)));
    }

    private Mono<SourcePreview> shown(
            String address, Library library, PageRules rules, PageReader.Listing listing, boolean guessed) {
        Source source = new Source(
                new UUID(0, 0), "", address, library, rules, Source.Schedule.NEVER, false, SHOWN, 1, 1, null);
        List<PageReader.Item> first =
                listing.items().subList(0, Math.min(SHOWN, listing.items().size()));
        return Flux.range(0, first.size())
                .concatMap(place -> place < OPENED && rules.followsLinks()
                        ? opened(source, first.get(place))
                        : Mono.just(closed(first.get(place), null)))
                .collectList()
                .map(items -> new SourcePreview(rules, guessed, listing.items().size(), listing.next(), items));
    }

    private static PreviewItem closed(PageReader.Item item, @Nullable RefusedPage refusal) {
        return new PreviewItem(item.address(), item.cells(), false, List.of(), refusal);
    }

    private Mono<PreviewItem> opened(Source source, PageReader.Item item) {
        String address = item.address();
        if (address == null) {
            return Mono.just(closed(item, null));
        }
        return fetcher.fetch(address, Fetched.Validators.NONE, WebPage.LARGEST)
                .cast(Fetched.Content.class)
                .flatMap(content -> compute.run(() -> readings.detail(source, content, new ArrayList<>())))
                .map(kept -> {
                    Map<String, String> row = new LinkedHashMap<>();
                    kept.joinedWith(item).rows().stream().findFirst().ifPresent(row::putAll);
                    List<String> files =
                            kept.files().stream().map(PageReader.FileLink::name).toList();
                    return new PreviewItem(address, row, true, files, null);
                })
                .onErrorResume(
                        PageRefused.class, refused -> Mono.just(closed(item, RefusedPage.of(refused.refusal()))));
    }
}
