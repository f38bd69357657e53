package org.jiebang.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.ejml.data.DMatrixSparseTriplet;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.ejml.interfaces.decomposition.QRDecomposition;
import org.ejml.ops.DConvertMatrixStruct;
import org.ejml.sparse.csc.CommonOps_DSCC;

/**
 * Learns a {@link CorpusModel} from texts. The largest directions of the text × word matrix are found by a randomised singular value
 * decomposition (Halko, Martinsson and Tropp, Finding Structure with Randomness, 2011, algorithm 4.4), which takes a few passes over the
 * texts however many there are. The same texts in the same order and the same seed give the same model. Not safe from several threads.
 */
public final class CorpusModelTrainer {
    /** Directions kept; fewer generalise more, more keep finer differences. Chosen by measurement, see docs/measurements.md. */
    public static final int DIMENSIONS = 50;

    /** Texts learnt from at most; of more, an even sample. */
    public static final int MOST_TEXTS = 20_000;

    private static final int MOST_WORDS = 40_000;
    private static final int FEWEST_TEXTS_OF_A_WORD = 2;
    private static final int OVERSAMPLING = 10;
    private static final int PASSES = 3;

    /** Below this a direction is noise of rounding. */
    private static final double SMALLEST_SHARE = 1e-10;

    private final Random random;

    /** Numbers of the words met, in the order in which they were met. */
    private final Map<String, Integer> numbers = new HashMap<>();

    /** Of each text the number of each word and how often it occurs, by turns. */
    private final List<int[]> texts = new ArrayList<>();

    private final Map<String, Long> characterFrequency = new HashMap<>();
    private long seen;
    private long characters;

    public CorpusModelTrainer(long seed) {
        this.random = new Random(seed);
    }

    /** Takes one text: its words as the analyzer gives them, and its Han characters, both with repetitions. */
    public void add(Collection<String> words, Collection<String> hanCharacters) {
        seen++;
        characters += hanCharacters.size();
        new HashSet<>(hanCharacters).forEach(character -> characterFrequency.merge(character, 1L, Long::sum));
        if (texts.size() < MOST_TEXTS) {
            texts.add(numbered(words));
        } else {
            long place = random.nextLong(seen);
            if (place < MOST_TEXTS) {
                texts.set((int) place, numbered(words));
            }
        }
    }

    private int[] numbered(Collection<String> words) {
        Map<String, Integer> counts = TermBag.of(words).counts();
        int[] text = new int[2 * counts.size()];
        int i = 0;
        for (Map.Entry<String, Integer> word : counts.entrySet()) {
            text[i++] = numbers.computeIfAbsent(word.getKey(), key -> numbers.size());
            text[i++] = word.getValue();
        }
        return text;
    }

    /** Number of texts taken so far. */
    public long size() {
        return seen;
    }

    /** Learns from what was taken. Of fewer than some dozen texts no space is learnt: everything would look alike. */
    public CorpusModel train() {
        double average = seen == 0 ? 0 : (double) characters / seen;
        return new CorpusModel(seen, average, characterFrequency, space());
    }

    private LatentSpace space() {
        int[] frequency = new int[numbers.size()];
        for (int[] text : texts) {
            for (int i = 0; i < text.length; i += 2) {
                frequency[text[i]]++;
            }
        }
        List<String> words = numbers.entrySet().stream()
                .filter(word -> frequency[word.getValue()] >= FEWEST_TEXTS_OF_A_WORD && namesSomething(word.getKey()))
                .sorted(Comparator.<Map.Entry<String, Integer>>comparingInt(word -> -frequency[word.getValue()])
                        .thenComparing(Map.Entry::getKey))
                .limit(MOST_WORDS)
                .map(Map.Entry::getKey)
                .toList();
        int dimensions = Math.min(DIMENSIONS, Math.min(texts.size(), words.size()) / 2 - OVERSAMPLING);
        if (dimensions < 2) {
            return LatentSpace.EMPTY;
        }
        float[] rarity = new float[words.size()];
        for (int row = 0; row < rarity.length; row++) {
            rarity[row] = (float) rarity(texts.size(), frequency[number(words.get(row))]);
        }
        DMatrixSparseCSC matrix = matrix(words, rarity);
        return space(words, rarity, rightSingularVectors(matrix, dimensions));
    }

    private int number(String word) {
        return Objects.requireNonNull(numbers.get(word));
    }

    /** Bare numbers and values such as 24h stand beside every subject. */
    private static boolean namesSomething(String word) {
        return Character.isLetter(word.codePointAt(0));
    }

    static double rarity(long documents, long frequency) {
        return Math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5));
    }

    /** Texts × words, each row of length 1. */
    private DMatrixSparseCSC matrix(List<String> words, float[] rarity) {
        int[] columns = new int[numbers.size()];
        Arrays.fill(columns, -1);
        for (int column = 0; column < words.size(); column++) {
            columns[number(words.get(column))] = column;
        }
        DMatrixSparseTriplet entries = new DMatrixSparseTriplet(texts.size(), words.size(), 64 * texts.size());
        for (int row = 0; row < texts.size(); row++) {
            Map<Integer, Double> weights = new LinkedHashMap<>();
            double square = 0;
            int[] text = texts.get(row);
            for (int i = 0; i < text.length; i += 2) {
                int column = columns[text[i]];
                if (column >= 0) {
                    double weight = Math.log1p(text[i + 1]) * rarity[column];
                    weights.put(column, weight);
                    square += weight * weight;
                }
            }
            double length = Math.sqrt(square);
            for (Map.Entry<Integer, Double> weight : weights.entrySet()) {
                entries.addItem(row, weight.getKey(), weight.getValue() / length);
            }
        }
        return DConvertMatrixStruct.convert(entries, (DMatrixSparseCSC) null);
    }

    private DMatrixRMaj rightSingularVectors(DMatrixSparseCSC matrix, int dimensions) {
        int width = dimensions + OVERSAMPLING;
        DMatrixRMaj start = new DMatrixRMaj(matrix.numCols, width);
        for (int i = 0; i < start.getNumElements(); i++) {
            start.set(i, random.nextGaussian());
        }
        DMatrixRMaj range = orthonormal(times(matrix, start));
        for (int pass = 0; pass < PASSES; pass++) {
            DMatrixRMaj back = orthonormal(transposedTimes(matrix, range));
            range = orthonormal(times(matrix, back));
        }
        DMatrixRMaj small = transposedTimes(matrix, range);
        DMatrixRMaj gram = new DMatrixRMaj(width, width);
        CommonOps_DDRM.multTransA(small, small, gram);
        return largest(small, gram, dimensions);
    }

    /** Columns of {@code small} turned into the singular vectors with the largest values, largest first. */
    private static DMatrixRMaj largest(DMatrixRMaj small, DMatrixRMaj gram, int dimensions) {
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(gram.numCols, true, true);
        if (!eigen.decompose(gram)) {
            throw new IllegalStateException("The texts could not be decomposed.");
        }
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < eigen.getNumberOfEigenvalues(); i++) {
            order.add(i);
        }
        order.sort(
                Comparator.comparingDouble((Integer i) -> eigen.getEigenvalue(i).getReal())
                        .reversed());
        double first = eigen.getEigenvalue(order.getFirst()).getReal();
        DMatrixRMaj vectors = new DMatrixRMaj(small.numRows, dimensions);
        DMatrixRMaj column = new DMatrixRMaj(small.numRows, 1);
        for (int d = 0; d < dimensions; d++) {
            double value = eigen.getEigenvalue(order.get(d)).getReal();
            if (value > first * SMALLEST_SHARE) {
                CommonOps_DDRM.mult(small, eigen.getEigenVector(order.get(d)), column);
                CommonOps_DDRM.scale(1 / Math.sqrt(value), column);
                CommonOps_DDRM.insert(column, vectors, 0, d);
            }
        }
        return vectors;
    }

    private static DMatrixRMaj times(DMatrixSparseCSC matrix, DMatrixRMaj by) {
        DMatrixRMaj product = new DMatrixRMaj(matrix.numRows, by.numCols);
        CommonOps_DSCC.mult(matrix, by, product);
        return product;
    }

    private static DMatrixRMaj transposedTimes(DMatrixSparseCSC matrix, DMatrixRMaj by) {
        DMatrixRMaj product = new DMatrixRMaj(matrix.numCols, by.numCols);
        CommonOps_DSCC.multTransA(matrix, by, product, null);
        return product;
    }

    private static DMatrixRMaj orthonormal(DMatrixRMaj matrix) {
        QRDecomposition<DMatrixRMaj> qr = DecompositionFactory_DDRM.qr(matrix.numRows, matrix.numCols);
        if (!qr.decompose(matrix)) {
            throw new IllegalStateException("The texts could not be decomposed.");
        }
        return qr.getQ(null, true);
    }

    private static LatentSpace space(List<String> words, float[] rarity, DMatrixRMaj vectors) {
        float[] directions = new float[vectors.getNumElements()];
        for (int i = 0; i < directions.length; i++) {
            directions[i] = (float) vectors.get(i);
        }
        return new LatentSpace(words, rarity, vectors.numCols, directions);
    }
}
