package org.jiebang.text;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Words as directions of a space of few dimensions, learnt from which words a corpus uses together, so that texts can be alike without a
 * word in common. Latent semantic analysis (Deerwester et al., Indexing by Latent Semantic Analysis, 1990) over words weighted by
 * log(1 + tf) · idf. Immutable, safe from any thread.
 */
public final class LatentSpace {
    /** A space that knows no word. */
    public static final LatentSpace EMPTY = new LatentSpace(List.of(), new float[0], 0, new float[0]);

    private final List<String> words;
    private final TermPlaces rows;
    private final float[] rarity;
    private final int dimensions;
    private final float[] directions;
    private final double[] squares;

    /**
     * @param rarity inverse document frequency of each word
     * @param directions row by row, one row of {@code dimensions} a word
     */
    LatentSpace(List<String> words, float[] rarity, int dimensions, float[] directions) {
        if (rarity.length != words.size() || directions.length != words.size() * dimensions) {
            throw new IllegalArgumentException(words.size() + " words need as many rarities and " + dimensions
                    + " numbers each, not " + rarity.length + " and " + directions.length + ".");
        }
        this.words = List.copyOf(words);
        this.rows = new TermPlaces(words.size());
        for (int row = 0; row < words.size(); row++) {
            rows.put(TermVector.word(words.get(row)), row);
        }
        this.rarity = rarity;
        this.dimensions = dimensions;
        this.directions = directions;
        this.squares = new double[words.size()];
        for (int row = 0; row < squares.length; row++) {
            for (int d = 0; d < dimensions; d++) {
                double along = directions[row * dimensions + d];
                squares[row] += along * along;
            }
        }
    }

    public int dimensions() {
        return dimensions;
    }

    /** Number of words it knows. */
    public int size() {
        return words.size();
    }

    /** Where a text of these words lies; unknown words are passed over. */
    public Meaning meaning(Collection<String> text) {
        return meaning(text, Focus.NONE);
    }

    /** Where a text of these words lies if each counts as much as the focus says. */
    public Meaning meaning(Collection<String> text, Focus focus) {
        long[] found = new long[text.size()];
        int length = 0;
        for (String word : text) {
            length = append(TermVector.word(word), 1, found, length);
        }
        return meaning(found, length, focus);
    }

    /** Where a text with these words lies. */
    public Meaning meaning(TermVector text) {
        long[] found = new long[text.words.length];
        int length = 0;
        for (int i = 0; i < text.words.length; i++) {
            length = append(text.words[i], text.wordCounts[i], found, length);
        }
        return meaning(found, length, Focus.NONE);
    }

    /** Puts the row of a word and how often the word stands in the text behind what was found, if the space knows it. */
    private int append(long word, int count, long[] found, int length) {
        int row = rows.find(word);
        if (row == TermPlaces.NONE) {
            return length;
        }
        found[length] = (long) row << Integer.SIZE | count;
        return length + 1;
    }

    private Meaning meaning(long[] found, int length, Focus focus) {
        Arrays.sort(found, 0, length);
        int[] distinct = new int[length];
        float[] weights = new float[length];
        int kept = 0;
        for (int i = 0; i < length; ) {
            int row = (int) (found[i] >>> Integer.SIZE);
            int count = 0;
            while (i < length && found[i] >>> Integer.SIZE == row) {
                count += (int) found[i++];
            }
            distinct[kept] = row;
            double attention = focus == Focus.NONE ? 1 : focus.of(words.get(row));
            weights[kept++] = (float) (attention * Math.log1p(count) * rarity[row]);
        }
        float[] sum = new float[dimensions];
        for (int i = 0; i < kept; i++) {
            int at = distinct[i] * dimensions;
            for (int d = 0; d < dimensions; d++) {
                sum[d] += weights[i] * directions[at + d];
            }
        }
        return new Meaning(this, Arrays.copyOf(distinct, kept), Arrays.copyOf(weights, kept), sum);
    }

    /**
     * Inverse document frequency of a word.
     *
     * @param unknown what to answer for a word that the space does not know
     */
    double rarity(String word, double unknown) {
        int row = rows.find(TermVector.word(word));
        return row == TermPlaces.NONE ? unknown : rarity[row];
    }

    String word(int row) {
        return words.get(row);
    }

    /** Length of a word's direction, squared. */
    double square(int row) {
        return squares[row];
    }

    /** Product of a word's direction with a point of the space. */
    double along(int row, float[] point) {
        return dot(directions, row * dimensions, point);
    }

    /** Product of a point with as many numbers of a row of points. Four sums run beside each other, for each waits for itself only. */
    static double dot(float[] row, int from, float[] point) {
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        int d = 0;
        for (; d + 3 < point.length; d += 4) {
            first += row[from + d] * point[d];
            second += row[from + d + 1] * point[d + 1];
            third += row[from + d + 2] * point[d + 2];
            fourth += row[from + d + 3] * point[d + 3];
        }
        for (; d < point.length; d++) {
            first += row[from + d] * point[d];
        }
        return first + second + (third + fourth);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(words.size());
        out.writeInt(dimensions);
        for (String word : words) {
            out.writeUTF(word);
        }
        for (float value : rarity) {
            out.writeFloat(value);
        }
        for (float value : directions) {
            out.writeFloat(value);
        }
    }

    static LatentSpace read(DataInputStream in) throws IOException {
        int size = in.readInt();
        int dimensions = in.readInt();
        List<String> words = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            words.add(in.readUTF());
        }
        float[] rarity = new float[size];
        for (int i = 0; i < size; i++) {
            rarity[i] = in.readFloat();
        }
        float[] directions = new float[size * dimensions];
        for (int i = 0; i < directions.length; i++) {
            directions[i] = in.readFloat();
        }
        return new LatentSpace(words, rarity, dimensions, directions);
    }
}
