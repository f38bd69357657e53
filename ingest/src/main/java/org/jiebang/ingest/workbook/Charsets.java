package org.jiebang.ingest.workbook;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells the encoding of a text file: a byte order mark, else UTF-8 if every byte fits, else GB18030. */
public final class Charsets {
    private static final Charset GB18030 = Charset.forName("GB18030");

    private Charsets() {}

    /** Encoding of a whole file. */
    public static Charset detect(Path file) throws IOException {
        try (InputStream input = Files.newInputStream(file)) {
            byte[] mark = input.readNBytes(3);
            if (mark.length >= 2 && mark[0] == (byte) 0xFF && mark[1] == (byte) 0xFE) {
                return StandardCharsets.UTF_16LE;
            }
            if (mark.length >= 2 && mark[0] == (byte) 0xFE && mark[1] == (byte) 0xFF) {
                return StandardCharsets.UTF_16BE;
            }
        }
        try (InputStream input = Files.newInputStream(file)) {
            return isUtf8(input) ? StandardCharsets.UTF_8 : GB18030;
        }
    }

    private static boolean isUtf8(InputStream input) throws IOException {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
        CharBuffer chars = CharBuffer.allocate(1 << 16);
        boolean end = false;
        while (!end) {
            int read = input.read(bytes.array(), bytes.position(), bytes.remaining());
            end = read < 0;
            bytes.position(bytes.position() + Math.max(read, 0)).flip();
            CoderResult result = decoder.decode(bytes, chars, end);
            if (result.isError()) {
                return false;
            }
            chars.clear();
            bytes.compact();
        }
        return true;
    }
}
