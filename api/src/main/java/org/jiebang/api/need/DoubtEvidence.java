package org.jiebang.api.need;

import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jiebang.api.privacy.FieldCipher;
import org.jiebang.api.privacy.SealedColumn;
import org.jiebang.ingest.need.Passage;
import org.jiebang.ingest.need.ReadCell;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * What speaks for a doubtful value; sealed, for a text may name people.
 *
 * @param text the whole text, without contact data
 * @param start see {@link ReadCell}
 */
record DoubtEvidence(
        String text, int start, int end, List<ReadCell.Other> others, List<String> words, List<String> learnt) {
    private static final String PURPOSE = "field-doubt";
    private static final int MOST_GUESSES = 4;

    static DoubtEvidence of(String text, ReadCell cell) {
        return new DoubtEvidence(text, cell.start(), cell.end(), cell.others(), cell.words(), cell.learnt());
    }

    /**
     * What speaks for the guesses at a cell that a text does not state.
     *
     * @param guess the best one; null for none
     */
    static DoubtEvidence unstated(String text, @Nullable ReadCell guess) {
        if (guess == null) {
            return new DoubtEvidence(text, 0, 0, List.of(), List.of(), List.of());
        }
        List<ReadCell.Other> guesses = Stream.concat(
                        Stream.of(new ReadCell.Other(guess.value(), guess.confidence())), guess.others().stream())
                .limit(MOST_GUESSES)
                .toList();
        return new DoubtEvidence(text, guess.start(), guess.end(), guesses, guess.words(), guess.learnt());
    }

    Passage passage() {
        return Passage.of(text, start, end, words);
    }

    static byte[] bytes(Readable row, String column) {
        ByteBuffer buffer = Objects.requireNonNull(row.get(column, ByteBuffer.class));
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    @Configuration(proxyBeanMethods = false)
    static class Columns {
        @Bean
        SealedColumn fieldDoubtColumn() {
            return SealedColumn.of("field_doubt", "id::text", PURPOSE);
        }
    }

    /** Seals and opens; blocking, for compute threads. */
    @Component
    static class Seal {
        private final FieldCipher cipher;
        private final JsonMapper json;

        Seal(FieldCipher cipher, JsonMapper json) {
            this.cipher = cipher;
            this.json = json;
        }

        byte[] close(UUID id, DoubtEvidence evidence) {
            return cipher.seal(PURPOSE, id.toString(), json.writeValueAsBytes(evidence));
        }

        DoubtEvidence open(UUID id, byte[] sealed) {
            return json.readValue(cipher.open(PURPOSE, id.toString(), sealed), DoubtEvidence.class);
        }

        String key() {
            return cipher.currentKey();
        }
    }
}
