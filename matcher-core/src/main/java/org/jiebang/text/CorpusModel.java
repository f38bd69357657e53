package org.jiebang.text;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the platform's own texts teach: how rare each Han character is, and which words are used alike. Trained by {@link
 * CorpusModelTrainer}, kept as bytes. Immutable, safe from any thread.
 *
 * @param documents texts it was learnt from
 * @param averageCharacters mean number of Han characters of a text
 * @param characterFrequency texts that hold a character
 */
public record CorpusModel(
        long documents, double averageCharacters, Map<String, Long> characterFrequency, LatentSpace space) {
    /** What is known before anything was learnt. */
    public static final CorpusModel NONE = new CorpusModel(0, 0, Map.of(), LatentSpace.EMPTY);

    private static final int FORMAT = 1;

    public CorpusModel {
        characterFrequency = Map.copyOf(characterFrequency);
    }

    /** The model as if nothing were known of single characters, to measure what they bring. */
    public CorpusModel withoutCharacters() {
        return new CorpusModel(documents, 0, Map.of(), space);
    }

    /**
     * Inverse document frequency of a word or a single character: ln(1 + (texts − with it + ½) / (with it + ½)). One that was not learnt is as
     * rare as what stands in one text; where nothing was learnt every word has 1.
     */
    double rarity(String word) {
        if (documents == 0) {
            return 1;
        }
        return word.length() == 1
                ? CorpusModelTrainer.rarity(documents, characterFrequency.getOrDefault(word, 1L))
                : space.rarity(word, CorpusModelTrainer.rarity(Math.min(documents, CorpusModelTrainer.MOST_TEXTS), 1));
    }

    /** Writes the model in the form that {@link #read} reads; the same model gives the same bytes. */
    public void write(OutputStream to) throws IOException {
        DataOutputStream out = new DataOutputStream(to);
        out.writeInt(FORMAT);
        out.writeLong(documents);
        out.writeDouble(averageCharacters);
        out.writeInt(characterFrequency.size());
        for (Map.Entry<String, Long> entry : new TreeMap<>(characterFrequency).entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeLong(entry.getValue());
        }
        space.write(out);
        out.flush();
    }

    /**
     * Reads a model.
     *
     * @throws IOException if the bytes are no model of this version
     */
    public static CorpusModel read(InputStream from) throws IOException {
        DataInputStream in = new DataInputStream(from);
        int format = in.readInt();
        if (format != FORMAT) {
            throw new IOException("A corpus model of format " + FORMAT + " was expected, not " + format + ".");
        }
        long documents = in.readLong();
        double average = in.readDouble();
        int characters = in.readInt();
        Map<String, Long> frequency = HashMap.newHashMap(characters);
        for (int i = 0; i < characters; i++) {
            frequency.put(in.readUTF(), in.readLong());
        }
        return new CorpusModel(documents, average, frequency, LatentSpace.read(in));
    }
}
