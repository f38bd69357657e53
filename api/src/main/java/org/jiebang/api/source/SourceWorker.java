package org.jiebang.api.source;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jiebang.api.platform.BackgroundLoop;
import org.jiebang.api.platform.Compute;
import org.jiebang.ingest.document.AttachmentReader;
import org.jiebang.ingest.library.LibraryTable;
import org.jiebang.ingest.page.PageReader;
import org.jiebang.ingest.page.PageRefusal;
import org.jiebang.ingest.page.PageRefused;
import org.jiebang.ingest.page.WebPage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Works through runs. What a page says is written down with the run's counts in one transaction, and only while this worker holds the run:
 * after a crash another goes on and asks nothing again that was written down. Pages that are as they were are noted together once for each
 * listing page, and nothing else is written for them.
 */
@Component
class SourceWorker {
    private static final Logger LOG = LoggerFactory.getLogger(SourceWorker.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final SourceStore sources;
    private final RunStore runs;
    private final PageStore pages;
    private final PageFetcher fetcher;
    private final Readings readings;
    private final ChangedRows changed;
    private final Compute compute;
    private final TransactionalOperator transactions;

    SourceWorker(
            SourceStore sources,
            RunStore runs,
            PageStore pages,
            PageFetcher fetcher,
            Readings readings,
            ChangedRows changed,
            Compute compute,
            TransactionalOperator transactions) {
        this.sources = sources;
        this.runs = runs;
        this.pages = pages;
        this.fetcher = fetcher;
        this.readings = readings;
        this.changed = changed;
        this.compute = compute;
        this.transactions = transactions;
    }

    /** Two, so that a slow source does not hold up all others. */
    @Configuration(proxyBeanMethods = false)
    static class Loops {
        @Bean
        BackgroundLoop sourceLoop(SourceWorker worker) {
            return new BackgroundLoop("Reading sources", PAUSE, worker::work);
        }

        @Bean
        BackgroundLoop secondSourceLoop(SourceWorker worker) {
            return new BackgroundLoop("Reading more sources", PAUSE, worker::work);
        }
    }

    /** How a run ended for its worker. */
    private enum End {
        READ,
        CANCELLED,
        LOST
    }

    /** Takes one run and works on it to its end; answers whether there was one. */
    Mono<Boolean> work() {
        UUID owner = UUID.randomUUID();
        return runs.schedule()
                .then(runs.claim(owner))
                .flatMap(claim -> run(claim, owner).thenReturn(true))
                .defaultIfEmpty(false);
    }

    private Mono<Void> run(RunStore.Claim claim, UUID owner) {
        return sources.find(claim.sourceId())
                .flatMap(source -> {
                    Walk walk = new Walk(source, claim.id(), owner);
                    return Mono.firstWithSignal(read(walk).thenReturn(End.READ), watched(walk))
                            .flatMap(end -> end(walk, end));
                })
                .onErrorResume(error -> claim.isLastAttempt() && !(error instanceof LeaseLost), error -> {
                    LOG.error("Source run {} failed {} times", claim.id(), claim.attempts(), error);
                    return runs.finish(claim.id(), owner, SourceRun.State.FAILED, "INTERNAL", null, 0)
                            .then();
                })
                .onErrorResume(LeaseLost.class, lost -> Mono.empty());
    }

    /** Holds the lease; ends if somebody wants the run to stop or has taken it. */
    private Mono<End> watched(Walk walk) {
        return Flux.interval(RunStore.LEASE.dividedBy(6))
                .onBackpressureDrop()
                .concatMap(beat -> runs.renew(walk.run(), walk.owner())
                        .map(cancelled -> Optional.of(End.CANCELLED).filter(end -> cancelled))
                        .defaultIfEmpty(Optional.of(End.LOST)))
                .mapNotNull(end -> end.orElse(null))
                .next();
    }

    private Mono<Void> end(Walk walk, End end) {
        return switch (end) {
            case LOST -> Mono.empty();
            case CANCELLED ->
                runs.finish(walk.run(), walk.owner(), SourceRun.State.CANCELLED, "", null, 0)
                        .then();
            case READ -> changed.submit(walk).flatMap(kept -> kept ? Mono.empty() : Mono.error(new LeaseLost()));
        };
    }

    /** Another worker took the run; nothing of this transaction was kept. */
    private static final class LeaseLost extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private Mono<Void> read(Walk walk) {
        return Mono.defer(() -> listing(walk)).repeat(walk::goesOn).then();
    }

    private Mono<Void> listing(Walk walk) {
        String address = walk.take();
        return visit(walk, new Visit(PageStore.Kind.LISTING, address, WebPage.LARGEST) {
                    @Override
                    Kept read(Fetched.Content content) {
                        return readings.listing(walk.source().rules(), content);
                    }
                })
                .flatMap(listing -> details(walk, listing)
                        .then(Mono.fromRunnable(() -> walk.advance(listing)))
                        .thenReturn(true))
                .then(Mono.defer(() -> settle(walk, Mono.empty())));
    }

    private Mono<Void> details(Walk walk, Kept listing) {
        return Flux.fromIterable(walk.source().rules().followsLinks() ? listing.items() : List.<PageReader.Item>of())
                .concatMap(item -> {
                    String address = item.address();
                    return address == null || walk.stopped() || !walk.isNew(address)
                            ? Mono.<Void>empty()
                            : detail(walk, item, address);
                })
                .then();
    }

    private Mono<Void> detail(Walk walk, PageReader.Item item, String address) {
        return visit(walk, new Visit(PageStore.Kind.DETAIL, address, AttachmentReader.LARGEST) {
                    @Override
                    Kept read(Fetched.Content content) {
                        return readings.detail(walk.source(), content, unread);
                    }

                    @Override
                    Kept joined(Kept kept) {
                        return kept.joinedWith(item);
                    }
                })
                .flatMapMany(kept -> Flux.fromIterable(kept.files()))
                .concatMap(file -> walk.stopped() || !walk.isNew(file.address())
                        ? Mono.<Kept>empty()
                        : visit(walk, new Visit(PageStore.Kind.FILE, file.address(), AttachmentReader.LARGEST) {
                            @Override
                            Kept read(Fetched.Content content) {
                                return readings.file(walk.source(), content, unread);
                            }
                        }))
                .then();
    }

    /** One page that is asked for. */
    private abstract static class Visit {
        final PageStore.Kind kind;
        final String address;
        final int largest;
        final List<AttachmentReader.Unread> unread = new ArrayList<>();

        Visit(PageStore.Kind kind, String address, int largest) {
            this.kind = kind;
            this.address = address;
            this.largest = largest;
        }

        abstract Kept read(Fetched.Content content);

        /** With what others say of the page, which may change while it does not. */
        Kept joined(Kept kept) {
            return kept;
        }
    }

    /** What the page says, asked for unless this run did already; empty if it was refused. */
    private Mono<Kept> visit(Walk walk, Visit visit) {
        return pages.find(walk.source(), visit.address)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(known -> {
                    PageStore.Known before = known.orElse(null);
                    if (before != null && before.current() && before.lastRun().equals(walk.run())) {
                        return before.gone() ? Mono.<Kept>empty() : Mono.just(before.kept());
                    }
                    return walk.mayAsk() ? ask(walk, visit, known) : Mono.<Kept>empty();
                });
    }

    private Mono<Kept> ask(Walk walk, Visit visit, Optional<PageStore.Known> known) {
        Fetched.Validators validators = known.filter(PageStore.Known::current)
                .map(PageStore.Known::validators)
                .orElse(Fetched.Validators.NONE);
        return fetcher.fetch(visit.address, validators, visit.largest)
                .flatMap(fetched -> compute.run(() -> read(visit, known, fetched))
                        .flatMap(kept -> {
                            walk.answered();
                            return compare(walk, visit, known, fetched, kept).thenReturn(kept);
                        }))
                .onErrorResume(
                        PageRefused.class,
                        refused -> refuse(walk, visit, known, refused).then(Mono.empty()));
    }

    private static Kept read(Visit visit, Optional<PageStore.Known> known, Fetched fetched) {
        return switch (fetched) {
            case Fetched.Content content -> visit.joined(visit.read(content));
            case Fetched.Unchanged same ->
                visit.joined(known.map(PageStore.Known::kept)
                        .orElseThrow(() -> new PageRefused(PageRefusal.DAMAGED, "304 without a question")));
        };
    }

    private Mono<Void> compare(Walk walk, Visit visit, Optional<PageStore.Known> known, Fetched fetched, Kept kept) {
        PageStore.Known before = known.orElse(null);
        Fetched.Validators validators = fetched instanceof Fetched.Content content
                ? content.validators()
                : known.map(PageStore.Known::validators).orElse(Fetched.Validators.NONE);
        boolean sameRows = before != null && Arrays.equals(before.hash(), PageStore.hash(kept.rows()));
        if (before != null && sameRows) {
            boolean notModified = fetched instanceof Fetched.Unchanged;
            walk.add(new RunStore.Counts(0, notModified ? 1 : 0, notModified ? 0 : 1, 0, 0, 0, 0));
            if (before.current()
                    && before.kept().saysTheSameAs(kept)
                    && before.validators().equals(validators)) {
                walk.addUnchanged(before.id());
                return Mono.empty();
            }
            return settle(walk, pages.keep(walk.source(), walk.run(), visit.kind, visit.address, validators, kept));
        }
        Mono<Void> keep = pages.keep(walk.source(), walk.run(), visit.kind, visit.address, validators, kept);
        boolean empty =
                kept.rows().isEmpty() && (before == null || before.kept().rows().isEmpty());
        if (empty) {
            return settle(walk, keep.then(unread(walk, visit)));
        }
        walk.add(new RunStore.Counts(0, 0, 0, before == null ? 0 : 1, before == null ? 1 : 0, 0, 0));
        PageStore.Finding finding = new PageStore.Finding(
                visit.address,
                before == null ? PageStore.Outcome.ADDED : PageStore.Outcome.CHANGED,
                null,
                "",
                Readings.changes(
                        LibraryTable.of(walk.source().library()),
                        before == null ? List.of() : before.kept().rows(),
                        kept.rows()));
        return settle(walk, keep.then(pages.note(walk.run(), finding)).then(unread(walk, visit)));
    }

    private Mono<Void> unread(Walk walk, Visit visit) {
        return Flux.fromIterable(visit.unread)
                .concatMap(file -> pages.note(
                        walk.run(),
                        new PageStore.Finding(
                                visit.address,
                                PageStore.Outcome.REFUSED,
                                file.refusal().name(),
                                file.name(),
                                List.of())))
                .then();
    }

    private Mono<Void> refuse(Walk walk, Visit visit, Optional<PageStore.Known> known, PageRefused refused) {
        PageRefusal refusal = refused.refusal();
        if (visit.kind == PageStore.Kind.LISTING && walk.isEnd(visit.address, refusal)) {
            return Mono.empty();
        }
        LOG.info("Source {}: {} refused: {} ({})", walk.source().id(), visit.kind, refusal, refused.getMessage());
        walk.refused(refusal);
        if (visit.kind == PageStore.Kind.LISTING) {
            walk.stop(refusal.name());
        }
        PageStore.Known before = known.orElse(null);
        boolean gone = refusal == PageRefusal.GONE && before != null && !before.gone();
        walk.add(new RunStore.Counts(0, 0, 0, 0, 0, gone ? 1 : 0, gone ? 0 : 1));
        Mono<Void> mark = before == null
                ? Mono.empty()
                : refusal == PageRefusal.GONE
                        ? pages.gone(before.id(), walk.run())
                        : pages.seen(List.of(before.id()), walk.run());
        return settle(
                walk,
                mark.then(pages.note(
                        walk.run(),
                        new PageStore.Finding(
                                visit.address,
                                gone ? PageStore.Outcome.GONE : PageStore.Outcome.REFUSED,
                                refusal.name(),
                                "",
                                List.of()))));
    }

    /** Writes down a change together with all that is open, if this worker still holds the run. */
    private Mono<Void> settle(Walk walk, Mono<Void> change) {
        return Mono.defer(() -> {
            Walk.Open open = walk.open();
            Mono<Void> written = change.then(pages.seen(open.unchanged(), walk.run()))
                    .then(runs.count(walk.run(), walk.owner(), open.counts()))
                    .flatMap(held -> held ? Mono.empty() : Mono.error(new LeaseLost()));
            return transactions.transactional(written).doOnSuccess(done -> walk.settled());
        });
    }
}
