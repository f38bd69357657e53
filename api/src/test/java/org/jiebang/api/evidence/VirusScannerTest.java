package org.jiebang.api.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class VirusScannerTest {
    static VirusScanner at(int port) {
        return new VirusScanner(properties(port));
    }

    static EvidenceProperties properties(int port) {
        return new EvidenceProperties(
                DataSize.ofMegabytes(1),
                10,
                new EvidenceProperties.Scanner("localhost", port, Duration.ofSeconds(10), Duration.ZERO));
    }

    private static List<byte[]> pieces(String... texts) {
        return Arrays.stream(texts)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void tellsCleanBytesFromInfectedOnes() throws IOException {
        try (ScannerServer server = new ScannerServer()) {
            assertThat(at(server.port()).scan(pieces("甲", "乙"))).isEmpty();
            assertThat(at(server.port()).scan(pieces("甲", "示例", "病毒"))).contains("Example-Signature");
            assertThat(server.scans()).isEqualTo(2);
        }
    }

    @Test
    void anAnswerThatIsNoVerdictIsNoCleanFile() throws IOException {
        try (ScannerServer server = new ScannerServer()) {
            assertThatThrownBy(() -> at(server.port()).scan(pieces("示例沉默")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("size limit");
        }
    }

    @Test
    void aScannerThatIsAwayIsNoVerdict() throws IOException {
        // Bound, so that nobody else takes the port, and not listening.
        try (Socket held = new Socket()) {
            held.bind(new InetSocketAddress("localhost", 0));
            assertThatThrownBy(() -> at(held.getLocalPort()).scan(pieces("甲"))).isInstanceOf(IOException.class);
        }
    }

    @Test
    void withoutAnAddressNothingIsScanned() {
        assertThat(new VirusScanner(new EvidenceProperties(
                                DataSize.ofMegabytes(1),
                                10,
                                new EvidenceProperties.Scanner("", 3310, Duration.ofSeconds(1), Duration.ZERO)))
                        .isConfigured())
                .isFalse();
    }
}
