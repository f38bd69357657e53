package org.jiebang.api.matching;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jiebang.api.platform.Compute;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.ingest.index.DocumentBuilder;
import org.jiebang.matching.BlindFeedback;
import org.jiebang.matching.CorpusStatistics;
import org.jiebang.matching.Demand;
import org.jiebang.matching.Profile;
import org.jiebang.matching.Standing;
import org.jiebang.matching.TermCounts;
import org.jiebang.text.CorpusModel;
import org.jiebang.text.Focus;
import org.jiebang.text.LatentSpace;
import org.jiebang.text.Meaning;
import org.jiebang.text.TermBag;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads records as demands and chooses their terms for a library, or takes those of a moment ago: people look at one problem's experts,
 * teams and societies in turn.
 */
final class Demands {
    private static final int MOST_KEPT = 500;
    private static final int MOST_MOVED = 2_000;

    /** Demands that look for what they find first with one question. */
    private static final int AT_ONCE = 50;

    private final Candidates candidates;
    private final IndustryGraph graph;
    private final Compute compute;
    private final Reading reading;
    private final Cache<Needing, Need> needs = Caffeine.newBuilder()
            .expireAfterWrite(Freshness.LONGEST)
            .maximumSize(MOST_KEPT)
            .build();
    private final Cache<Asked.Asking, Asked> asked = Freshness.cache(MOST_KEPT, Asked::documents);
    private final Cache<Asked.Asking, Place> moved = Freshness.cache(MOST_MOVED, Place::documents);

    /**
     * @param reading what is made of a demand
     */
    Demands(Candidates candidates, IndustryGraph graph, Compute compute, Reading reading) {
        this.candidates = candidates;
        this.graph = graph;
        this.compute = compute;
        this.reading = reading;
    }

    /** A demand with its terms chosen for a library. */
    Mono<Asked> ask(LibraryRecord demand, DocumentBuilder documents, Library library, CorpusModel corpus) {
        Asked.Asking asking = new Asked.Asking(demand, documents, library, corpus);
        Asked known = asked.getIfPresent(asking);
        return known != null
                ? Mono.just(known)
                : compute.run(() -> need(demand, documents, corpus.space()))
                        .flatMap(need -> statistics(need, library, corpus)
                                .flatMap(counted -> compute.run(() -> asked(asking, need, counted))))
                        .doOnNext(chosen -> asked.put(asking, chosen));
    }

    /**
     * The same for many demands of one library, whose terms are looked up together.
     *
     * @return in the order of the demands
     */
    Mono<List<Asked>> askAll(
            List<LibraryRecord> demands, DocumentBuilder documents, Library library, CorpusModel corpus) {
        Map<LibraryRecord, Asked> known = new HashMap<>();
        for (LibraryRecord demand : demands) {
            Asked one = asked.getIfPresent(new Asked.Asking(demand, documents, library, corpus));
            if (one != null) {
                known.put(demand, one);
            }
        }
        List<LibraryRecord> others =
                demands.stream().filter(demand -> !known.containsKey(demand)).toList();
        return chooseAll(others, documents, library, corpus).map(chosen -> {
            for (int i = 0; i < others.size(); i++) {
                known.put(others.get(i), chosen.get(i));
                asked.put(chosen.get(i).asking(), chosen.get(i));
            }
            return demands.stream()
                    .map(demand -> Objects.requireNonNull(known.get(demand)))
                    .toList();
        });
    }

    private Mono<List<Asked>> chooseAll(
            List<LibraryRecord> demands, DocumentBuilder documents, Library library, CorpusModel corpus) {
        if (demands.isEmpty()) {
            return Mono.just(List.of());
        }
        return compute.run(() -> demands.stream()
                        .map(demand -> need(demand, documents, corpus.space()))
                        .toList())
                .flatMap(needs -> statistics(
                                demands.getFirst().library(),
                                library,
                                terms(needs, Profile::words),
                                terms(needs, Profile::pairs),
                                corpus)
                        // All terms are known now, so that the demands are not asked about one by one.
                        .thenMany(Flux.fromIterable(needs))
                        .concatMap(need -> statistics(need, library, corpus).map(found -> Map.entry(need, found)))
                        .collectList())
                .flatMap(all -> compute.run(() -> all.stream()
                        .map(one -> asked(
                                new Asked.Asking(one.getKey().demand(), documents, library, corpus),
                                one.getKey(),
                                one.getValue()))
                        .toList()));
    }

    /**
     * A demand moved by blind feedback. The place it is moved to is remembered for {@link #moveAll}.
     *
     * @param found in its library, best first as the search engine tells
     */
    Asked move(Asked asked, List<IndexedRecord> found) {
        if (!reading.blindFeedback()) {
            return asked;
        }
        LatentSpace space = asked.asking().space();
        TermCounts.Counter counter = new TermCounts.Counter(asked.demand());
        Demand there = BlindFeedback.apply(
                asked.demand(),
                asked.corpus(),
                found.stream()
                        .limit(BlindFeedback.FIRST)
                        .map(record -> new BlindFeedback.Found(record.meaning(space), record.terms(counter)))
                        .toList());
        moved.put(asked.asking(), new Place(there.profile().meaning(), asked.documents()));
        return asked.with(there);
    }

    /**
     * Demands of one library moved by blind feedback; those that were not a moment ago find first what moves them.
     *
     * @return in the order of the demands
     */
    Mono<List<Asked>> moveAll(Library library, List<Asked> demands) {
        return reading.blindFeedback()
                ? Flux.fromIterable(demands)
                        .buffer(AT_ONCE)
                        .concatMap(some -> moveSome(library, some))
                        .flatMapIterable(there -> there)
                        .collectList()
                : Mono.just(demands);
    }

    private Mono<List<Asked>> moveSome(Library library, List<Asked> demands) {
        Map<Asked.Asking, Place> known =
                moved.getAllPresent(demands.stream().map(Asked::asking).toList());
        List<Asked> others =
                demands.stream().filter(one -> !known.containsKey(one.asking())).toList();
        Mono<List<List<IndexedRecord>>> found = others.isEmpty()
                ? Mono.just(List.of())
                : candidates.findAll(library, others.stream().map(Asked::demand).toList(), BlindFeedback.FIRST);
        return found.flatMap(lists -> compute.run(() -> {
            Map<Asked.Asking, Asked> there = new HashMap<>();
            for (int i = 0; i < others.size(); i++) {
                there.put(others.get(i).asking(), move(others.get(i), lists.get(i)));
            }
            return demands.stream()
                    .map(one -> {
                        Place before = known.get(one.asking());
                        return before == null
                                ? Objects.requireNonNull(there.get(one.asking()))
                                : one.with(one.demand().withMeaning(before.meaning()));
                    })
                    .toList();
        }));
    }

    /** How often terms occur in the library that is searched and in that of the demand. */
    private record Counted(CorpusStatistics searched, CorpusStatistics asking) {
        /** Of the smaller library. */
        long documents() {
            return Math.min(searched.words().documents(), asking.words().documents());
        }
    }

    private Mono<Counted> statistics(Need need, Library library, CorpusModel corpus) {
        return statistics(
                need.demand().library(),
                library,
                need.profile().words().counts().keySet(),
                need.profile().pairs().counts().keySet(),
                corpus);
    }

    private Mono<Counted> statistics(
            Library asking, Library searched, Set<String> words, Set<String> pairs, CorpusModel corpus) {
        return Mono.zip(
                candidates.statistics(searched, words, pairs, corpus),
                reading.asking()
                        ? candidates.statistics(asking, words, pairs, corpus)
                        : Mono.just(CorpusStatistics.NONE),
                Counted::new);
    }

    private Asked asked(Asked.Asking asking, Need need, Counted counted) {
        return new Asked(
                asking,
                Demand.of(need.profile(), need.focus(), counted.searched(), counted.asking(), graph::synonyms),
                counted.searched(),
                counted.documents());
    }

    private static Set<String> terms(List<Need> needs, Function<Profile, TermBag> bag) {
        return needs.stream()
                .flatMap(need -> bag.apply(need.profile()).counts().keySet().stream())
                .collect(Collectors.toSet());
    }

    /** Where a demand was moved to, when the smaller of the two libraries had so many documents. */
    private record Place(Meaning meaning, long documents) {}

    /** A record as it asks. */
    private record Need(LibraryRecord demand, Profile profile, Focus focus) {}

    private record Needing(LibraryRecord demand, String dictionaryVersion, LatentSpace space) {}

    /** Reads a demand, or takes it as it was read a moment ago: it asks the same of every library. */
    private Need need(LibraryRecord demand, DocumentBuilder documents, LatentSpace space) {
        Needing needing = new Needing(demand, documents.analyzer().dictionary().version(), space);
        return needs.get(needing, missing -> read(demand, documents, space));
    }

    private Need read(LibraryRecord demand, DocumentBuilder documents, LatentSpace space) {
        List<String> asked = MatchTexts.of(demand);
        DocumentBuilder.Analysis analysis = documents.analyze(demand.title(), asked);
        boolean titleCounts = demand.library() == Library.PROBLEMS || demand.library() == Library.PROJECTS;
        List<String> words = new ArrayList<>(titleCounts ? analysis.words() : withoutTitle(analysis));
        List<String> texts = new ArrayList<>(asked);
        for (int i = 0; titleCounts && i < Demand.TITLE_REPEATS; i++) {
            if (i > 0) {
                words.addAll(analysis.titleWords());
            }
            texts.add(demand.title());
        }
        List<String> pairs = new ArrayList<>();
        List<String> characters = new ArrayList<>();
        for (String text : texts) {
            pairs.addAll(documents.analyzer().bigrams(text));
            characters.addAll(documents.analyzer().hanCharacters(text));
        }
        DocumentBuilder.Industry industry =
                documents.industry(demand.segments(), demand.fields(), new HashSet<>(words));
        Focus focus = titleCounts && reading.focusing()
                ? Focus.of(documents.analyzer(), space, demand.title(), asked)
                : Focus.NONE;
        Profile profile = new Profile(
                demand.library(),
                TermBag.of(words),
                TermBag.of(pairs),
                TermBag.of(characters),
                space.meaning(words, focus),
                industry.segments(),
                industry.fields(),
                demand.regions(),
                Standing.of(demand),
                Standing.availability(demand));
        return new Need(demand, profile, focus);
    }

    private static List<String> withoutTitle(DocumentBuilder.Analysis analysis) {
        return analysis.words()
                .subList(analysis.titleWords().size(), analysis.words().size());
    }
}
