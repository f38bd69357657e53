package org.jiebang.api.evidence;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Asks ClamAV whether bytes are clean, with the command INSTREAM of its protocol over TCP. Blocking; safe from any thread. */
@Component
class VirusScanner {
    private static final byte[] COMMAND = "zINSTREAM\0".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_ANSWER = 4096;
    private static final String FOUND = " FOUND";

    private final EvidenceProperties.Scanner address;

    VirusScanner(EvidenceProperties properties) {
        this.address = properties.scanner();
    }

    /** Whether files are scanned at all; if not, they are there for readers at once. */
    boolean isConfigured() {
        return !address.host().isBlank();
    }

    /**
     * The name of what was found; empty if the bytes are clean.
     *
     * @throws IOException if the scanner is away or gives no verdict: nothing is known of the bytes then
     */
    Optional<String> scan(List<byte[]> pieces) throws IOException {
        int timeout = Math.toIntExact(address.timeout().toMillis());
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.host(), address.port()), timeout);
            socket.setSoTimeout(timeout);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.write(COMMAND);
            for (byte[] piece : pieces) {
                out.writeInt(piece.length);
                out.write(piece);
            }
            out.writeInt(0);
            out.flush();
            return verdict(answer(socket.getInputStream()));
        }
    }

    private static String answer(InputStream in) throws IOException {
        String answer = new String(in.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8);
        int end = answer.indexOf('\0');
        return (end < 0 ? answer : answer.substring(0, end)).strip();
    }

    private static Optional<String> verdict(String answer) throws IOException {
        if (answer.equals("stream: OK")) {
            return Optional.empty();
        }
        if (answer.startsWith("stream: ") && answer.endsWith(FOUND)) {
            return Optional.of(answer.substring("stream: ".length(), answer.length() - FOUND.length()));
        }
        throw new IOException(
                "The virus scanner gave no verdict: '" + answer + "'. Maybe its StreamMaxLength is too small.");
    }
}
