package org.jiebang.sample;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jiebang.industry.Chain;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.industry.Segment;
import org.jiebang.industry.SegmentId;

/**
 * What all sample records share: the seed, and which chain and segment the i-th record is about. The chains take turns. In each chain two
 * segments that stand side by side have most of the records, so that a small library still holds several experts for one problem.
 */
final class World {
    private final long seed;
    private final IndustryGraph graph = IndustryGraph.standard();
    private final List<Chain> chains = new ArrayList<>();
    private final List<List<Segment>> focus = new ArrayList<>();
    private final List<List<Segment>> others = new ArrayList<>();
    private final Map<SegmentId, List<Segment>> neighbours = new HashMap<>();

    World(long seed) {
        this.seed = seed;
        List<Chain> inOrder = graph.chains().stream()
                .filter(chain -> chain.segments().size() > 2)
                .toList();
        Permutation order = new Permutation(inOrder.size(), Dice.mix(seed));
        for (int i = 0; i < inOrder.size(); i++) {
            Chain chain = inOrder.get((int) order.of(i));
            List<Segment> segments = chain.segments();
            int first = Dice.of(seed, "focus", i).below(segments.size() - 1);
            chains.add(chain);
            focus.add(List.of(segments.get(first), segments.get(first + 1)));
            List<Segment> rest = new ArrayList<>(segments);
            rest.removeAll(focus.getLast());
            others.add(rest);
        }
        for (Segment segment : graph.segments()) {
            neighbours.put(
                    segment.id(),
                    graph.neighbours(segment.id()).stream()
                            .sorted()
                            .map(id -> graph.segment(id).orElseThrow())
                            .toList());
        }
    }

    long seed() {
        return seed;
    }

    Dice dice(String purpose, long number) {
        return Dice.of(seed, purpose, number);
    }

    int chainCount() {
        return chains.size();
    }

    /** The chain whose turn it is, counted from 0 and around. */
    Chain chainAt(int turn) {
        return chains.get(turn % chains.size());
    }

    Chain chain(SegmentId segment) {
        return graph.chain(segment.chain()).orElseThrow();
    }

    /** Segments that supply this one or are supplied by it, in order of their ids. */
    List<Segment> neighbours(Segment segment) {
        return neighbours.getOrDefault(segment.id(), List.of());
    }

    List<Segment> segments() {
        return List.copyOf(graph.segments());
    }

    /** Segment of an expert: seven rounds of ten go to the two focus segments. */
    Segment expertSegment(int number) {
        int turn = number % chains.size();
        int round = number / chains.size();
        if (round % 10 < 7) {
            return focus.get(turn).get(round % 2);
        }
        List<Segment> rest = others.get(turn);
        return rest.get((round / 10 * 3 + round % 10 - 7) % rest.size());
    }

    /** Segment of an enterprise and of its problems: the two focus segments first, then a round of each of the others. */
    Segment enterpriseSegment(int number) {
        int turn = number % chains.size();
        int round = number / chains.size();
        List<Segment> rest = others.get(turn);
        int place = round % (2 + rest.size());
        return place < 2 ? focus.get(turn).get(place) : rest.get(place - 2);
    }
}
