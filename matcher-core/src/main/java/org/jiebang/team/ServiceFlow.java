package org.jiebang.team;

import java.util.Arrays;
import java.util.BitSet;

/**
 * As many chosen pairs as demands and loads allow, whatever their scores: maximum flow in a bipartite graph with unit pairs, by
 * phases of shortest augmenting paths (Hopcroft and Karp 1973; Dinic 1970). Loads never fall while it runs.
 */
final class ServiceFlow {
    private static final int UNSEEN = -1;

    private final PairScores scores;
    private final int[] missing;
    private final int[] maxLoad;
    private final BitSet chosen;
    private final int[] load;
    private final int[][] heldPair;
    private final int[][] heldItem;
    private final int[] itemLevel;
    private final int[] candidateLevel;
    private final int[] queue;
    private final int[] pathItems;

    /** Starts from pairs that are chosen already; both limits must hold for them. The set is the flow's own from now on. */
    ServiceFlow(PairScores scores, int[] demand, int[] maxLoad, BitSet chosen) {
        this.scores = scores;
        this.missing = demand.clone();
        this.maxLoad = maxLoad;
        this.chosen = chosen;
        this.load = new int[scores.candidates()];
        this.heldPair = new int[scores.candidates()][4];
        this.heldItem = new int[scores.candidates()][4];
        this.itemLevel = new int[scores.items()];
        this.candidateLevel = new int[scores.candidates()];
        this.queue = new int[scores.items()];
        this.pathItems = new int[scores.items()];
        for (int item = 0; item < scores.items(); item++) {
            for (int pair = chosen.nextSetBit(scores.first(item));
                    pair >= 0 && pair < scores.first(item + 1);
                    pair = chosen.nextSetBit(pair + 1)) {
                hold(item, pair);
                missing[item]--;
            }
        }
    }

    /** False if the run had to stop before the flow was greatest. */
    boolean maximise(Stopwatch stopwatch) {
        if (stopwatch.mustStop()) {
            return false;
        }
        greedily();
        int[] nextPair = new int[scores.items()];
        int[] nextHeld = new int[scores.candidates()];
        while (layered()) {
            if (stopwatch.mustStop()) {
                return false;
            }
            for (int item = 0; item < missing.length; item++) {
                nextPair[item] = scores.first(item);
            }
            Arrays.fill(nextHeld, 0);
            for (int item = 0; item < missing.length; item++) {
                while (missing[item] > 0 && augment(item, nextPair, nextHeld)) {
                    missing[item]--;
                }
            }
        }
        return true;
    }

    BitSet chosen() {
        return chosen;
    }

    int[] missing() {
        return missing.clone();
    }

    int[] load() {
        return load.clone();
    }

    boolean complete() {
        return Arrays.stream(missing).allMatch(each -> each == 0);
    }

    /** After {@link #maximise}: the items that still miss somebody and all that compete with them. */
    int[] shortItems() {
        return seen(itemLevel);
    }

    /** After {@link #maximise}: the candidates that are full and keep those items short. */
    int[] fullCandidates() {
        return seen(candidateLevel);
    }

    private static int[] seen(int[] level) {
        int[] found = new int[level.length];
        int count = 0;
        for (int i = 0; i < level.length; i++) {
            if (level[i] != UNSEEN) {
                found[count++] = i;
            }
        }
        return Arrays.copyOf(found, count);
    }

    private void greedily() {
        for (int item = 0; item < missing.length; item++) {
            for (int pair = scores.first(item); pair < scores.first(item + 1) && missing[item] > 0; pair++) {
                int candidate = scores.candidate(pair);
                if (!chosen.get(pair) && load[candidate] < maxLoad[candidate]) {
                    hold(item, pair);
                    chosen.set(pair);
                    missing[item]--;
                }
            }
        }
    }

    /** Breadth first from all items that miss somebody; true if a candidate with room is reached. */
    private boolean layered() {
        Arrays.fill(itemLevel, UNSEEN);
        Arrays.fill(candidateLevel, UNSEEN);
        int end = 0;
        for (int item = 0; item < missing.length; item++) {
            if (missing[item] > 0) {
                itemLevel[item] = 0;
                queue[end++] = item;
            }
        }
        int last = Integer.MAX_VALUE;
        for (int next = 0; next < end && itemLevel[queue[next]] < last; next++) {
            int item = queue[next];
            int level = itemLevel[item] + 1;
            for (int pair = scores.first(item); pair < scores.first(item + 1); pair++) {
                int candidate = scores.candidate(pair);
                if (chosen.get(pair) || candidateLevel[candidate] != UNSEEN) {
                    continue;
                }
                candidateLevel[candidate] = level;
                if (load[candidate] < maxLoad[candidate]) {
                    last = level;
                }
                for (int i = 0; i < load[candidate]; i++) {
                    int other = heldItem[candidate][i];
                    if (itemLevel[other] == UNSEEN) {
                        itemLevel[other] = level + 1;
                        queue[end++] = other;
                    }
                }
            }
        }
        return last != Integer.MAX_VALUE;
    }

    /** Depth first along the layers, without recursion: a path may be as long as there are candidates. */
    private boolean augment(int root, int[] nextPair, int[] nextHeld) {
        int[] path = pathItems;
        int depth = 0;
        path[0] = root;
        while (depth >= 0) {
            int item = path[depth];
            int deeper = UNSEEN;
            while (deeper == UNSEEN && nextPair[item] < scores.first(item + 1)) {
                int pair = nextPair[item];
                int candidate = scores.candidate(pair);
                if (chosen.get(pair) || candidateLevel[candidate] != itemLevel[item] + 1) {
                    nextPair[item]++;
                } else if (load[candidate] < maxLoad[candidate]) {
                    shift(path, depth, nextPair, nextHeld);
                    return true;
                } else {
                    deeper = heldAtLevel(candidate, candidateLevel[candidate] + 1, nextHeld);
                    if (deeper == UNSEEN) {
                        nextPair[item]++;
                    }
                }
            }
            if (deeper != UNSEEN) {
                path[++depth] = deeper;
            } else if (--depth >= 0) {
                nextHeld[scores.candidate(nextPair[path[depth]])]++;
            }
        }
        return false;
    }

    private int heldAtLevel(int candidate, int level, int[] nextHeld) {
        for (; nextHeld[candidate] < load[candidate]; nextHeld[candidate]++) {
            int other = heldItem[candidate][nextHeld[candidate]];
            if (itemLevel[other] == level) {
                return other;
            }
        }
        return UNSEEN;
    }

    /** Gives each item of the path its next candidate; that candidate gives up the item after it. */
    private void shift(int[] path, int depth, int[] nextPair, int[] nextHeld) {
        hold(path[depth], nextPair[path[depth]]);
        chosen.set(nextPair[path[depth]]);
        for (int d = depth - 1; d >= 0; d--) {
            int pair = nextPair[path[d]];
            int candidate = scores.candidate(pair);
            int place = nextHeld[candidate];
            chosen.clear(heldPair[candidate][place]);
            heldPair[candidate][place] = pair;
            heldItem[candidate][place] = path[d];
            chosen.set(pair);
        }
    }

    private void hold(int item, int pair) {
        int candidate = scores.candidate(pair);
        if (load[candidate] == heldPair[candidate].length) {
            heldPair[candidate] = Arrays.copyOf(heldPair[candidate], load[candidate] * 2);
            heldItem[candidate] = Arrays.copyOf(heldItem[candidate], load[candidate] * 2);
        }
        heldPair[candidate][load[candidate]] = pair;
        heldItem[candidate][load[candidate]++] = item;
    }
}
