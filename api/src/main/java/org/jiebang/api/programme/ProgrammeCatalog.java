package org.jiebang.api.programme;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.Compute;
import org.jiebang.api.platform.ErrorCode;
import org.jiebang.programme.Programme;
import org.jiebang.programme.ProgrammeReader;
import org.jiebang.programme.Programmes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The programmes in force, and any version by its number. The approved upload of a programme takes the place of the one that ships. */
@Component
public class ProgrammeCatalog {
    private static final Logger LOG = LoggerFactory.getLogger(ProgrammeCatalog.class);

    private final ProgrammeStore store;
    private final Compute compute;
    /** A version's text never changes, so that what was read of it is good for ever; replicas need not tell one another. */
    private final Map<ProgrammeStore.Key, Programme> read = new ConcurrentHashMap<>();

    ProgrammeCatalog(ProgrammeStore store, Compute compute) {
        this.store = store;
        this.compute = compute;
    }

    /** A programme and the version that it is; 0 for one that ships. */
    public record Entry(Programme programme, int version, ProgrammeState state) {}

    /** Those in force, the latest year first. One that this release cannot read any more is left out and told in the log. */
    public Mono<List<Entry>> inForce() {
        return store.approved().collectList().flatMap(approved -> {
            List<String> replaced =
                    approved.stream().map(version -> version.key().programme()).toList();
            Stream<Mono<Entry>> shipped = Programmes.standard().stream()
                    .filter(programme -> !replaced.contains(programme.id()))
                    .map(programme -> Mono.just(shipped(programme)));
            Stream<Mono<Entry>> uploaded = approved.stream()
                    .map(version -> entry(version).onErrorResume(IllegalStateException.class, unreadable -> {
                        LOG.error("An approved programme cannot be read", unreadable);
                        return Mono.empty();
                    }));
            return Flux.concat(Stream.concat(shipped, uploaded).toList())
                    .sort(Comparator.comparing(
                                    (Entry entry) -> -entry.programme().year())
                            .thenComparing(entry -> entry.programme().id()))
                    .collectList();
        });
    }

    /** The one in force under an id; not found otherwise, with the ids that there are. */
    public Mono<Entry> inForce(String id) {
        Mono<Entry> shipped = Mono.justOrEmpty(Programmes.standard().stream()
                .filter(programme -> programme.id().equals(id))
                .findFirst()
                .map(ProgrammeCatalog::shipped));
        return store.approved()
                .filter(version -> version.key().programme().equals(id))
                .next()
                .flatMap(this::entry)
                .switchIfEmpty(shipped)
                .switchIfEmpty(Mono.defer(this::unknown));
    }

    private Mono<Entry> unknown() {
        return inForce()
                .flatMap(all -> Mono.error(new ApiException(
                        ErrorCode.NOT_FOUND,
                        "没有这个申报项目，现有："
                                + all.stream()
                                        .map(entry -> entry.programme().id())
                                        .collect(Collectors.joining("、")) + "。")));
    }

    /** Any version, in force or not; 0 is the one that ships. */
    public Mono<Entry> version(String id, int version) {
        if (version == 0) {
            return Mono.justOrEmpty(Programmes.standard().stream()
                            .filter(programme -> programme.id().equals(id))
                            .findFirst()
                            .map(ProgrammeCatalog::shipped))
                    .switchIfEmpty(Mono.error(() -> ApiException.notFound("这一版申报规则")));
        }
        return store.find(new ProgrammeStore.Key(id, version))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("这一版申报规则")))
                .flatMap(this::entry);
    }

    /** Text of the file of any version, see {@link #version}, as it was written. */
    Mono<String> text(String id, int version) {
        return (version == 0
                        ? compute.run(() -> Programmes.text(id)).flatMap(Mono::justOrEmpty)
                        : store.content(new ProgrammeStore.Key(id, version)))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("这一版申报规则")));
    }

    /** The latest earlier programme of the same series. */
    static Optional<Programme> yearBefore(Programme draft, List<Programme> programmes) {
        return programmes.stream()
                .filter(one -> one.year() < draft.year() && one.series().equals(draft.series()))
                .max(Comparator.comparingInt(Programme::year));
    }

    /** What a draft would take the place of: the one in force under its id, or else the latest earlier one of its series. */
    static Optional<Entry> standing(Programme draft, List<Entry> inForce) {
        return inForce.stream()
                .filter(entry -> entry.programme().id().equals(draft.id()))
                .findFirst()
                .or(() -> yearBefore(
                                draft, inForce.stream().map(Entry::programme).toList())
                        .flatMap(earlier -> inForce.stream()
                                .filter(entry -> entry.programme() == earlier)
                                .findFirst()));
    }

    private static Entry shipped(Programme programme) {
        return new Entry(programme, 0, ProgrammeState.SHIPPED);
    }

    Mono<Entry> entry(ProgrammeStore.Version version) {
        ProgrammeStore.Key key = version.key();
        Programme known = read.get(key);
        Mono<Programme> programme = known == null
                ? store.content(key)
                        .flatMap(text -> compute.run(() -> read(key, text)))
                        .doOnNext(found -> read.put(key, found))
                : Mono.just(known);
        return programme.map(found -> new Entry(found, key.version(), version.state()));
    }

    private static Programme read(ProgrammeStore.Key key, String text) throws IOException {
        ProgrammeReader.Outcome outcome =
                ProgrammeReader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        return outcome.programme()
                .orElseThrow(() -> new IllegalStateException(key + " cannot be read: " + outcome.remarks()
                        + ". Maybe this release asks more of a file than the one that took it."));
    }
}
