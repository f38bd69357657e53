package org.jiebang.api.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.jiebang.api.notify.MailProperties.Security;
import org.jiebang.api.platform.Compute;
import org.junit.jupiter.api.Test;
import org.springframework.mail.MailException;

class MailerTest {
    /** Answers as a mail server does until it has, or has not, taken a text; then it falls silent or is gone. */
    private static final class RudeServer implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final AtomicInteger taken = new AtomicInteger();
        private final String afterText;
        private final boolean resets;

        RudeServer(String afterText, boolean resets) throws IOException {
            this.afterText = afterText;
            this.resets = resets;
            Thread.ofVirtual().start(this::serve);
        }

        private void serve() {
            try (Socket client = socket.accept()) {
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
                say(client, "220 example.org");
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    if (line.equals("DATA")) {
                        say(client, "354 go on");
                    } else if (line.equals(".")) {
                        taken.incrementAndGet();
                        say(client, afterText);
                        if (resets) {
                            client.setSoLinger(true, 0);
                            return;
                        }
                    } else if (line.matches("(EHLO|MAIL|RCPT|RSET).*")) {
                        say(client, "250 ok");
                    }
                    // Nothing is answered to QUIT.
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void say(Socket client, String line) throws IOException {
            OutputStream out = client.getOutputStream();
            out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static void send(RudeServer server) {
        MailProperties properties = new MailProperties(
                "127.0.0.1",
                server.socket.getLocalPort(),
                "",
                "",
                "notice@example.org",
                Security.NONE,
                "https://example.org");
        Compute compute = new Compute();
        try {
            new Mailer(properties, compute)
                    .send(new Mailer.Mail("1", "somebody@example.org", "示例", "示例正文", null))
                    .block();
        } finally {
            compute.destroy();
        }
    }

    @Test
    void aMailIsSentOnceItsTextIsTakenThoughNobodyAnswersToTheFarewell() throws IOException {
        try (RudeServer server = new RudeServer("250 taken", false)) {
            send(server);
            assertThat(server.taken).hasValue(1);
        }
    }

    @Test
    void aMailIsSentOnceItsTextIsTakenThoughTheConnectionBreaks() throws IOException {
        for (int i = 0; i < 20; i++) {
            try (RudeServer server = new RudeServer("250 taken", true)) {
                send(server);
                assertThat(server.taken).hasValue(1);
            }
        }
    }

    @Test
    void aMailWhoseTextIsRefusedIsNotSent() throws IOException {
        try (RudeServer server = new RudeServer("554 no", false)) {
            assertThatThrownBy(() -> send(server)).isInstanceOf(MailException.class);
        }
    }
}
