package org.jiebang.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Where a text lies in a {@link LatentSpace}. Immutable, safe from any thread. */
public final class Meaning {
    /** Where a text without a known word lies: nowhere. */
    public static final Meaning NONE = new Meaning(LatentSpace.EMPTY, new int[0], new float[0], new float[0]);

    private static final Comparator<Link> STRONGEST_FIRST =
            Comparator.comparingDouble(Link::gain).reversed().thenComparing(Link::word);

    private final LatentSpace space;
    private final int[] rows;
    private final float[] weights;
    private final float[] sum;
    private final double norm;

    Meaning(LatentSpace space, int[] rows, float[] weights, float[] sum) {
        this.space = space;
        this.rows = rows;
        this.weights = weights;
        this.sum = sum;
        this.norm = Math.sqrt(dot(sum, sum));
    }

    /** The same place without the words that lead there, for comparing: a text thus has no links and no size. */
    public Meaning bare() {
        return new Meaning(space, NONE.rows, NONE.weights, sum);
    }

    /** Number of different known words of the text. */
    public int size() {
        return rows.length;
    }

    /** How alike two texts are, in [-1, 1]; 0 where one of them lies nowhere or they lie in different spaces. */
    public double cosine(Meaning other) {
        if (space != other.space || norm == 0 || other.norm == 0) {
            return 0;
        }
        return dot(sum, other.sum) / (norm * other.norm);
    }

    /**
     * A text with its share among others.
     *
     * @param weight above 0, finite
     */
    public record Weighted(Meaning meaning, double weight) {}

    /**
     * The same text moved towards the mean of others, whatever their lengths; where it is if it or all others lie nowhere.
     *
     * @param others in the same space; those of another count as lying nowhere
     * @param reach how much their mean counts against the text itself, at least 0; 1 is half way
     */
    public Meaning towards(List<Weighted> others, double reach) {
        List<Weighted> there = others.stream()
                .filter(other -> other.meaning().space == space && other.meaning().norm > 0)
                .toList();
        if (norm == 0 || there.isEmpty()) {
            return this;
        }
        double all = there.stream().mapToDouble(Weighted::weight).sum();
        float[] moved = new float[sum.length];
        for (int d = 0; d < moved.length; d++) {
            double direction = sum[d] / norm;
            for (Weighted other : there) {
                direction += reach * other.weight() / all * other.meaning().sum[d] / other.meaning().norm;
            }
            moved[d] = (float) direction;
        }
        return new Meaning(space, rows, weights, moved);
    }

    /**
     * A word of a text and how much it brings the text nearer to another.
     *
     * @param gain by how much the cosine would fall without the word
     */
    public record Link(String word, double gain) {}

    /**
     * Words of this text that bring it nearer to another, the strongest first.
     *
     * @param wanted words that may be told
     * @param limit how many at most, above 0
     */
    public List<Link> links(Meaning other, Predicate<String> wanted, int limit) {
        double cosine = cosine(other);
        if (cosine == 0) {
            return List.of();
        }
        double product = dot(sum, other.sum);
        List<Link> links = new ArrayList<>(limit + 1);
        for (int i = 0; i < rows.length; i++) {
            double weight = weights[i];
            double withOther = weight * space.along(rows[i], other.sum);
            double withOwn = weight * space.along(rows[i], sum);
            double square = weight * weight * space.square(rows[i]);
            double left = Math.sqrt(Math.max(0, norm * norm - 2 * withOwn + square));
            double without = left == 0 ? 0 : (product - withOther) / (left * other.norm);
            double gain = cosine - without;
            // The word itself is looked at last: few of them are among the strongest.
            if (gain > 0 && (links.size() < limit || gain >= links.getLast().gain())) {
                String word = space.word(rows[i]);
                if (wanted.test(word)) {
                    insert(links, new Link(word, gain), limit);
                }
            }
        }
        return List.copyOf(links);
    }

    /** Puts a link at its place among the strongest. */
    private static void insert(List<Link> links, Link link, int limit) {
        int at = Collections.binarySearch(links, link, STRONGEST_FIRST);
        links.add(at < 0 ? -at - 1 : at, link);
        if (links.size() > limit) {
            links.removeLast();
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Meaning meaning
                && space == meaning.space
                && Arrays.equals(rows, meaning.rows)
                && Arrays.equals(weights, meaning.weights)
                && Arrays.equals(sum, meaning.sum);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sum);
    }

    private static double dot(float[] a, float[] b) {
        return LatentSpace.dot(a, 0, b);
    }
}
