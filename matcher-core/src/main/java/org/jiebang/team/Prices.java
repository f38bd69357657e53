package org.jiebang.team;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;

/**
 * What one more place with each candidate is worth, in units of the scaled scores: the dual of an assignment. For any prices u the sum
 * over items of their best {@code demand} values of {@code score − u}, plus what the loads are worth, is a bound of every assignment
 * (weak duality); prices of an optimal assignment make it tight.
 */
final class Prices {
    private final ScaledScores scaled;
    private final PairScores scores;
    private final int[] demand;
    private final int[] minLoad;
    private final int[] maxLoad;

    Prices(ScaledScores scaled, int[] demand, int[] minLoad, int[] maxLoad) {
        this.scaled = scaled;
        this.scores = scaled.scores();
        this.demand = demand;
        this.minLoad = minLoad;
        this.maxLoad = maxLoad;
    }

    /** Shortest distances in the residual graph of an assignment that is optimal among some pairs (Bellman and Ford, with a queue). */
    long[] of(BitSet pairs, BitSet chosen) {
        int items = scores.items();
        int candidates = scores.candidates();
        int[] load = new int[candidates];
        int[] holderStart = new int[candidates + 1];
        chosen.stream().forEach(pair -> load[scores.candidate(pair)]++);
        for (int i = 0; i < candidates; i++) {
            holderStart[i + 1] = holderStart[i] + load[i];
        }
        int[] holderItem = new int[holderStart[candidates]];
        int[] holderPair = new int[holderStart[candidates]];
        int[] next = Arrays.copyOf(holderStart, candidates);
        long[] itemDistance = new long[items];
        long[] distance = new long[candidates];
        long sink = 0;
        IntQueue queue = new IntQueue(items);
        for (int item = 0; item < items; item++) {
            for (int pair = chosen.nextSetBit(scores.first(item));
                    pair >= 0 && pair < scores.first(item + 1);
                    pair = chosen.nextSetBit(pair + 1)) {
                int place = next[scores.candidate(pair)]++;
                holderItem[place] = item;
                holderPair[place] = pair;
            }
            queue.add(item);
        }
        for (int i = 0; i < candidates; i++) {
            relaxHolders(i, distance, holderStart, holderItem, holderPair, itemDistance, queue);
        }
        while (true) {
            while (!queue.isEmpty()) {
                int item = queue.poll();
                for (int pair = pairs.nextSetBit(scores.first(item));
                        pair >= 0 && pair < scores.first(item + 1);
                        pair = pairs.nextSetBit(pair + 1)) {
                    int candidate = scores.candidate(pair);
                    long shorter = itemDistance[item] - scaled.at(pair);
                    if (!chosen.get(pair) && shorter < distance[candidate]) {
                        distance[candidate] = shorter;
                        relaxHolders(candidate, distance, holderStart, holderItem, holderPair, itemDistance, queue);
                    }
                }
            }
            for (int i = 0; i < candidates; i++) {
                if (load[i] < maxLoad[i]) {
                    sink = Math.min(sink, distance[i]);
                }
            }
            for (int i = 0; i < candidates; i++) {
                if (load[i] > minLoad[i] && sink < distance[i]) {
                    distance[i] = sink;
                    relaxHolders(i, distance, holderStart, holderItem, holderPair, itemDistance, queue);
                }
            }
            if (queue.isEmpty()) {
                break;
            }
        }
        long[] price = new long[candidates];
        for (int i = 0; i < candidates; i++) {
            price[i] = sink - distance[i];
        }
        return price;
    }

    private void relaxHolders(
            int candidate,
            long[] distance,
            int[] holderStart,
            int[] holderItem,
            int[] holderPair,
            long[] itemDistance,
            IntQueue queue) {
        for (int place = holderStart[candidate]; place < holderStart[candidate + 1]; place++) {
            long shorter = distance[candidate] + scaled.at(holderPair[place]);
            if (shorter < itemDistance[holderItem[place]]) {
                itemDistance[holderItem[place]] = shorter;
                queue.add(holderItem[place]);
            }
        }
    }

    /** No assignment is worth more, in units of the scaled scores. */
    double bound(long[] price) {
        long bound = 0;
        for (int i = 0; i < price.length; i++) {
            bound += price[i] * (price[i] > 0 ? maxLoad[i] : minLoad[i]);
        }
        for (int item = 0; item < scores.items(); item++) {
            long[] best = new long[demand[item]];
            Arrays.fill(best, Long.MIN_VALUE);
            for (int pair = scores.first(item); pair < scores.first(item + 1) && best.length > 0; pair++) {
                insert(best, scaled.at(pair) - price[scores.candidate(pair)]);
            }
            bound += Arrays.stream(best).sum();
        }
        return bound;
    }

    /** Keeps the greatest values, the least of them in front. */
    private static void insert(long[] best, long value) {
        if (value <= best[0]) {
            return;
        }
        int place = 0;
        while (place + 1 < best.length && best[place + 1] < value) {
            best[place] = best[place + 1];
            place++;
        }
        best[place] = value;
    }

    /** Adds each pair whose value at these prices is above what its item has; false if there was none, so that nothing can be gained. */
    boolean addHopeful(long[] price, BitSet chosen, BitSet pairs) {
        boolean added = false;
        for (int item = 0; item < scores.items(); item++) {
            long least = Long.MAX_VALUE;
            int from = scores.first(item);
            int to = scores.first(item + 1);
            for (int pair = chosen.nextSetBit(from); pair >= 0 && pair < to; pair = chosen.nextSetBit(pair + 1)) {
                least = Math.min(least, scaled.at(pair) - price[scores.candidate(pair)]);
            }
            for (int pair = pairs.nextClearBit(from); pair < to; pair = pairs.nextClearBit(pair + 1)) {
                if (scaled.at(pair) - price[scores.candidate(pair)] > least) {
                    pairs.set(pair);
                    added = true;
                }
            }
        }
        return added;
    }

    /** First in, first out; each item waits once. */
    private static final class IntQueue {
        private final ArrayDeque<Integer> waiting = new ArrayDeque<>();
        private final BitSet present;

        IntQueue(int size) {
            present = new BitSet(size);
        }

        void add(int item) {
            if (!present.get(item)) {
                present.set(item);
                waiting.add(item);
            }
        }

        int poll() {
            int item = waiting.remove();
            present.clear(item);
            return item;
        }

        boolean isEmpty() {
            return waiting.isEmpty();
        }
    }
}
