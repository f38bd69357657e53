package org.jiebang.api.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.jiebang.api.PlatformTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * A connection that is kept answers whatever is asked on it next, also when a request came before the one before was done with: the server
 * that does not read on leaves a browser waiting for ever (reactor-netty 4361).
 */
@PlatformTest
class KeepAliveIT {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final int port;

    KeepAliveIT(@LocalServerPort int port) {
        this.port = port;
    }

    @ParameterizedTest
    @CsvSource({"GET /icon.svg, 200", "GET /api/session, 200", "GET /api/nothing, 404", "POST /api/session, 403"})
    void aRequestThatWaitedForAnotherLeavesTheConnectionReading(String second, int status) throws IOException {
        try (Socket connection = new Socket(InetAddress.getLoopbackAddress(), port)) {
            connection.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            InputStream answers = new BufferedInputStream(connection.getInputStream());

            send(connection, request("GET /icon.svg") + request(second));
            assertThat(answer(answers)).isEqualTo(200);
            assertThat(answer(answers)).isEqualTo(status);

            send(connection, request("GET /api/session"));
            assertThat(answer(answers)).isEqualTo(200);
        }
    }

    private static void send(Socket connection, String requests) throws IOException {
        connection.getOutputStream().write(requests.getBytes(StandardCharsets.US_ASCII));
        connection.getOutputStream().flush();
    }

    private static String request(String line) {
        return line + " HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: cross-site\r\nContent-Length: 0\r\n\r\n";
    }

    /** Reads one whole answer and gives its status. */
    private static int answer(InputStream answers) throws IOException {
        int status = Integer.parseInt(line(answers).split(" ", 3)[1]);
        int length = 0;
        boolean chunked = false;
        for (String header = line(answers); !header.isEmpty(); header = line(answers)) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length =
                        Integer.parseInt(lower.substring(lower.indexOf(':') + 1).strip());
            }
            chunked |= lower.startsWith("transfer-encoding:") && lower.endsWith("chunked");
        }
        if (chunked) {
            for (int size = size(answers); size > 0; size = size(answers)) {
                answers.readNBytes(size + 2);
            }
            line(answers);
        } else {
            answers.readNBytes(length);
        }
        return status;
    }

    private static int size(InputStream answers) throws IOException {
        return Integer.parseInt(line(answers), 16);
    }

    private static String line(InputStream answers) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int read = answers.read(); read >= 0 && read != '\n'; read = answers.read()) {
            line.append((char) read);
        }
        return line.toString().stripTrailing();
    }
}
