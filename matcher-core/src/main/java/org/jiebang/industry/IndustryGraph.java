package org.jiebang.industry;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jiebang.text.TextNormalizer;

/**
 * The chains, their segments, and which segment supplies which. Immutable.
 *
 * <p>Written for this project from public knowledge; read from {@code chains.csv} and {@code segments.csv} beside this class.
 */
public final class IndustryGraph {
    private static final IndustryGraph STANDARD = IndustryGraphFiles.load();

    private final Map<String, Chain> chains;
    private final Map<SegmentId, Segment> segments;
    private final Map<String, Segment> segmentsByName = new HashMap<>();
    private final Map<String, Chain> chainsByName = new HashMap<>();
    private final Map<SegmentId, Set<SegmentId>> neighbours;
    private final Map<String, Set<String>> synonyms;
    private final Set<String> terms = new HashSet<>();

    IndustryGraph(List<Chain> chains, Map<SegmentId, Set<SegmentId>> feeds) {
        this.chains = new LinkedHashMap<>();
        this.segments = new LinkedHashMap<>();
        this.neighbours = new HashMap<>();
        this.synonyms = new HashMap<>();
        for (Chain chain : chains) {
            this.chains.put(chain.code(), chain);
            link(new Term(chain.name(), chain.aliases()));
            for (Segment segment : chain.segments()) {
                segments.put(segment.id(), segment);
                segment.terms().forEach(this::link);
                segment.applications().forEach(this::link);
                segmentsByName.putIfAbsent(nameKey(segment.name()), segment);
            }
        }
        // After the names alone, so that a segment's own name always wins.
        for (Chain chain : chains) {
            chainsByName.put(nameKey(chain.code()), chain);
            namesOf(chain).forEach(name -> {
                chainsByName.putIfAbsent(name, chain);
                chain.segments()
                        .forEach(segment -> segmentsByName.putIfAbsent(name + nameKey(segment.name()), segment));
            });
        }
        feeds.forEach((from, targets) -> targets.forEach(to -> {
            neighbours.computeIfAbsent(from, id -> new LinkedHashSet<>()).add(to);
            neighbours.computeIfAbsent(to, id -> new LinkedHashSet<>()).add(from);
        }));
        vocabulary().forEach(word -> terms.add(TextNormalizer.term(word)));
    }

    private void link(Term term) {
        List<String> group = new ArrayList<>(List.of(TextNormalizer.term(term.name())));
        term.synonyms().stream().map(TextNormalizer::term).forEach(group::add);
        if (group.size() > 1) {
            for (String word : group) {
                synonyms.computeIfAbsent(word, key -> new LinkedHashSet<>()).addAll(group);
            }
        }
    }

    /** The graph that ships with the platform. */
    public static IndustryGraph standard() {
        return STANDARD;
    }

    public Collection<Chain> chains() {
        return Collections.unmodifiableCollection(chains.values());
    }

    public Collection<Segment> segments() {
        return Collections.unmodifiableCollection(segments.values());
    }

    public Optional<Chain> chain(String code) {
        return Optional.ofNullable(chains.get(code));
    }

    public Optional<Segment> segment(SegmentId id) {
        return Optional.ofNullable(segments.get(id));
    }

    /** 「动力电池·正极材料」, or the id itself if the graph does not know it. */
    public String fullName(SegmentId id) {
        Segment segment = segments.get(id);
        Chain chain = chains.get(id.chain());
        return segment == null || chain == null ? id.value() : chain.name() + "·" + segment.name();
    }

    /** 「Traction batteries · Cathode materials」, or the id itself if the graph does not know it. */
    public String fullEnglish(SegmentId id) {
        Segment segment = segments.get(id);
        Chain chain = chains.get(id.chain());
        return segment == null || chain == null ? id.value() : chain.english() + " · " + segment.english();
    }

    /** Field that a segment's chain belongs to. */
    public Optional<IndustryField> field(SegmentId id) {
        return chain(id.chain()).map(Chain::field);
    }

    /** Segments that supply this one or are supplied by it. */
    public Set<SegmentId> neighbours(SegmentId id) {
        return Collections.unmodifiableSet(neighbours.getOrDefault(id, Set.of()));
    }

    /** Other words for a word, in the form of {@link TextNormalizer#term}; without the word itself. */
    public Set<String> synonyms(String word) {
        String folded = TextNormalizer.term(word);
        Set<String> others = new LinkedHashSet<>(synonyms.getOrDefault(folded, Set.of()));
        others.remove(folded);
        return others;
    }

    /** Every word of the graph: names, aliases, terms, synonyms and indicators, as written. */
    public Set<String> vocabulary() {
        Set<String> words = new LinkedHashSet<>();
        for (Chain chain : chains.values()) {
            words.add(chain.name());
            words.addAll(chain.aliases());
        }
        for (Segment segment : segments.values()) {
            words.add(segment.name());
            Stream.concat(segment.terms(), segment.applications().stream()).forEach(term -> {
                words.add(term.name());
                words.addAll(term.synonyms());
            });
            segment.indicators().forEach(indicator -> words.add(indicator.name()));
        }
        return words;
    }

    /** Is a word, in the form of {@link TextNormalizer#term}, one of the graph's own? */
    public boolean names(String word) {
        return terms.contains(word);
    }

    /**
     * The shortest supply path between two segments, both ends included.
     *
     * @param longest most edges to follow, at least 0
     * @return empty if there is no path of that length
     */
    public List<SegmentId> path(SegmentId from, SegmentId to, int longest) {
        Map<SegmentId, SegmentId> cameFrom = new HashMap<>();
        Deque<SegmentId> queue = new ArrayDeque<>(List.of(from));
        Map<SegmentId, Integer> distance = new HashMap<>(Map.of(from, 0));
        while (!queue.isEmpty()) {
            SegmentId here = queue.removeFirst();
            if (here.equals(to)) {
                return walkBack(cameFrom, from, to);
            }
            int steps = distance.getOrDefault(here, 0);
            if (steps == longest) {
                continue;
            }
            for (SegmentId next : neighbours(here)) {
                if (distance.putIfAbsent(next, steps + 1) == null) {
                    cameFrom.put(next, here);
                    queue.addLast(next);
                }
            }
        }
        return List.of();
    }

    private static List<SegmentId> walkBack(Map<SegmentId, SegmentId> cameFrom, SegmentId from, SegmentId to) {
        List<SegmentId> path = new ArrayList<>();
        SegmentId here = to;
        while (here != null && !here.equals(from)) {
            path.add(here);
            here = cameFrom.get(here);
        }
        path.add(from);
        return path.reversed();
    }

    /**
     * Finds the segment that a cell of a workbook names: an id, 「链·环节」 with any mark between them or a segment's name alone. The chain may
     * go by an alias.
     */
    public Optional<Segment> parseSegment(String text) {
        String given = text.strip().toUpperCase(Locale.ROOT);
        if (given.matches("C\\d{2}-\\d{2}")) {
            return segment(new SegmentId(given));
        }
        return Optional.ofNullable(segmentsByName.get(nameKey(text)));
    }

    private static Stream<String> namesOf(Chain chain) {
        return Stream.concat(Stream.of(chain.name()), chain.aliases().stream())
                .flatMap(name -> Stream.of(nameKey(name), nameKey(name) + "产业链"));
    }

    /** Letters and digits alone, so that the mark between chain and segment does not matter. */
    private static String nameKey(String name) {
        return TextNormalizer.fold(name).replaceAll("[^\\p{L}\\p{N}]+", "");
    }

    /** Finds a chain by its code, name or an alias, with or without 产业链 behind it. */
    public Optional<Chain> parseChain(String text) {
        return Optional.ofNullable(chainsByName.get(nameKey(text)));
    }
}
